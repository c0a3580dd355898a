/** What a key does in front of a room. */
export type RemoteAct = 'next' | 'back' | 'first' | 'last' | 'blank' | 'notes' | 'full' | 'leave'

const acts: Readonly<Record<string, RemoteAct>> = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  PageDown: 'next',
  ' ': 'next',
  Enter: 'next',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  PageUp: 'back',
  Backspace: 'back',
  Home: 'first',
  End: 'last',
  '.': 'blank',
  b: 'blank',
  n: 'notes',
  f: 'full',
  Escape: 'leave',
}

/** A field keeps its keys, and a button is pressed by space and Enter, not passed over by them. */
export function actOfKey(key: string, on: 'page' | 'button' | 'field'): RemoteAct | undefined {
  if (on === 'field' && key !== 'Escape') return undefined
  if (on === 'button' && (key === ' ' || key === 'Enter')) return undefined
  return acts[key.length === 1 ? key.toLowerCase() : key]
}
