/**
 * Something that saves itself while it is written: a moment after the last word, again when there was no line, and together with what
 * others have written in other fields meanwhile. Where two have written in the same field, both texts are held until somebody chooses.
 * No text is thrown away: not by a lost answer, a refusal, or a page that is left.
 */
import { changedFields, type Fields, isSameText, mergeFields } from '#domain/text/merge-fields.ts'

/** As the server has it. `revision` counts savings, so that of two readings it is known which is the newer. */
export type Kept<V> = { readonly value: V; readonly revision: number }

/** How one kind of thing is read and saved. */
export type Desk<V> = {
  readonly fieldsOf: (value: V) => Fields
  readonly withFields: (value: V, fields: Fields) => V
  /** Two versions of what was read, put together; `mergeFields` unless fields hold each other. */
  readonly merge?: typeof mergeFields
  /** Saves what has been changed since `from`, and tells what there is now. */
  readonly save: (saving: { readonly from: Kept<V>; readonly to: V }) => Promise<Kept<V>>
  readonly read: () => Promise<Kept<V>>
  /** Whether a refused save means that somebody else has saved since. */
  readonly isChangedSince: (refusal: Error) => boolean
  /** Whether a refused save is to be tried again by itself: no line, or too busy. */
  readonly isPassing: (refusal: Error) => boolean
  /** A field whose words are not sent as they are; the page says why beside it. */
  readonly isHeldBack?: (words: string, field: string) => boolean
}

/** A field that somebody else has given other words meanwhile. */
export type Clash = { readonly field: string; readonly mine: string; readonly theirs: string }

export type Choice = 'mine' | 'theirs' | 'both'

export type DraftState<V> = {
  readonly value: V
  /** `waiting`: there is no line, and it tries again by itself. */
  readonly mark: 'untouched' | 'unsaved' | 'saving' | 'waiting' | 'saved'
  /** When it was last saved here. */
  readonly savedAt: Date | null
  readonly error: Error | null
  /** Waits for somebody to choose; everything else is saved meanwhile. */
  readonly clashes: readonly Clash[]
  /** Whether something of somebody else's has come in since the page was opened. */
  readonly hasTheirs: boolean
  /** Whether some of that came in as this was to be published, so that nobody here has read it. */
  readonly isUnread: boolean
  readonly canUndo: boolean
}

export type Keeper<V> = {
  readonly state: () => DraftState<V>
  readonly subscribe: (heard: () => void) => () => void
  readonly change: (value: V) => void
  /** Takes in what was read anew, if it is newer. */
  readonly receive: (kept: Kept<V>) => void
  /** Resolves to whether everything is saved, and nothing waits for a choice. */
  readonly flush: () => Promise<boolean>
  readonly choose: (field: string, choice: Choice) => void
  /** Takes back the latest of one's own changes, and no word of anybody else's. */
  readonly undo: () => void
  /** The number of the latest saving, for what is done to it besides writing. */
  readonly revision: () => number
  /**
   * Saves all of it, to be published, and resolves to that saving's number; to null where something waits for a choice or could not be
   * saved, and where words of somebody else's came in with it: those are to be read first.
   */
  readonly settle: () => Promise<number | null>
  readonly isAllSaved: () => boolean
}

/** Calls back after a while; what it gives back calls that off. */
export type Wait = (work: () => void, ms: number) => () => void

const saveAfterMs = 1_000
const tryAgainAfterMs = 4_000

const inTime: Wait = (work, ms) => {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}

type OwnChange = Readonly<Record<string, { readonly from: string; readonly to: string }>>

const begins = { mark: 'untouched', savedAt: null, error: null, hasTheirs: false, isUnread: false } as const

export function keepDraft<V>(desk: Desk<V>, begun: Kept<V>, wait: Wait = inTime, now: () => Date = () => new Date()): Keeper<V> {
  const merge = desk.merge ?? mergeFields
  let server = begun
  let latest = begun.value
  let asked: ReadonlySet<string> = new Set()
  /** What was sent without an answer: it may have arrived, and is nobody else's then. */
  let unsure: readonly Fields[] = []
  let own: readonly OwnChange[] = []
  let isTakingBack = false
  let isSettling = false
  let running: Promise<boolean> | null = null
  let callOff = () => {}
  let told: Omit<DraftState<V>, 'value' | 'clashes' | 'canUndo'> = begins
  let state = look()
  const listeners = new Set<() => void>()

  function look(): DraftState<V> {
    const [mine, theirs] = [desk.fieldsOf(latest), desk.fieldsOf(server.value)]
    const clashes = [...asked].map((field) => ({ field, mine: mine[field] ?? '', theirs: theirs[field] ?? '' }))
    return { value: latest, ...told, clashes, canUndo: own.length > 0 || changedFields(theirs, desk.fieldsOf(toSend())).length > 0 }
  }

  function tell(news: Partial<typeof told> = {}): void {
    told = { ...told, ...news }
    state = look()
    for (const heard of listeners) heard()
  }

  const only = (fields: Fields, names: Iterable<string>): Fields =>
    Object.fromEntries([...names].map((name) => [name, fields[name] ?? ''] as const))

  /** What stands here, without what waits for a choice or may not be sent. */
  function toSend(): V {
    const [mine, theirs] = [desk.fieldsOf(latest), desk.fieldsOf(server.value)]
    const heldBack = Object.keys(mine).filter((name) => asked.has(name) || desk.isHeldBack?.(mine[name] ?? '', name) === true)
    return heldBack.length === 0 ? latest : desk.withFields(latest, only(theirs, heldBack))
  }

  const isDirty = () => changedFields(desk.fieldsOf(server.value), desk.fieldsOf(toSend())).length > 0
  const isAllSaved = () => changedFields(desk.fieldsOf(server.value), desk.fieldsOf(latest)).length === 0

  /** What the server has becomes the ground that is written on. `read` is what stood there when the words here were written. */
  function takeIn(kept: Kept<V>, read: Fields): void {
    const [mine, theirs] = [desk.fieldsOf(latest), desk.fieldsOf(kept.value)]
    const { merged, clashes } = merge(read, mine, theirs)
    const isTheirs = changedFields(read, theirs).some((name) => !isSameText(mine[name], theirs[name]))
    server = kept
    latest = desk.withFields(kept.value, merged)
    asked = new Set([...asked, ...clashes].filter((name) => !isSameText(merged[name], theirs[name])))
    if (isTheirs) told = { ...told, hasTheirs: true, isUnread: told.isUnread || isSettling }
  }

  /** What stood there when the words here were written; what arrived without being acknowledged is one's own. */
  function readBefore(theirs: Fields): Fields {
    const read = desk.fieldsOf(server.value)
    const arrived = Object.keys(theirs).filter((name) => unsure.some((sent) => isSameText(sent[name], theirs[name])))
    return { ...read, ...only(theirs, arrived) }
  }

  async function send(): Promise<boolean> {
    const [from, to] = [server, toSend()]
    const [before, sent] = [desk.fieldsOf(from.value), desk.fieldsOf(to)]
    tell({ mark: 'saving' })
    try {
      const kept = await desk.save({ from, to })
      const changed = changedFields(before, sent)
      if (!isTakingBack)
        own = [...own, Object.fromEntries(changed.map((name) => [name, { from: before[name] ?? '', to: sent[name] ?? '' }]))]
      isTakingBack = false
      unsure = []
      takeIn(kept, sent)
      tell({ mark: isDirty() ? 'unsaved' : 'saved', savedAt: now(), error: null })
      return true
    } catch (refusal) {
      if (changedFields(unsure.at(-1) ?? before, sent).length > 0) unsure = [...unsure, sent]
      return desk.isChangedSince(refusal as Error) ? await takeTheirs(from, refusal as Error) : hear(refusal as Error)
    }
  }

  async function takeTheirs(from: Kept<V>, refusal: Error): Promise<boolean> {
    try {
      const theirs = await desk.read()
      // The server says it has changed, and has the same to show: asking again would go on for ever.
      if (theirs.revision === from.revision) return hear(refusal)
      takeIn(theirs, readBefore(desk.fieldsOf(theirs.value)))
      tell({ mark: isDirty() ? 'unsaved' : 'saved', error: null })
      return true
    } catch (error) {
      return hear(error as Error)
    }
  }

  function hear(refusal: Error): false {
    const isPassing = desk.isPassing(refusal)
    tell({ mark: isPassing ? 'waiting' : 'unsaved', error: isPassing ? null : refusal })
    if (isPassing) callOff = wait(() => void save(), tryAgainAfterMs)
    return false
  }

  async function save(): Promise<boolean> {
    callOff()
    if (running) return running.then(() => save())
    if (!isDirty()) {
      if (told.mark === 'waiting' || (told.mark === 'unsaved' && isAllSaved())) tell({ mark: 'saved', error: null })
      return isAllSaved()
    }
    running = send().finally(() => {
      running = null
    })
    return (await running) ? save() : false
  }

  function write(value: V, afterMs: number): void {
    latest = value
    tell({ mark: 'unsaved', isUnread: false })
    callOff()
    callOff = wait(() => void save(), afterMs)
  }

  return {
    state: () => state,
    subscribe(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
    change(value) {
      isTakingBack = false
      write(value, saveAfterMs)
    },
    receive(kept) {
      if (running || kept.revision <= server.revision) return
      takeIn(kept, readBefore(desk.fieldsOf(kept.value)))
      tell()
    },
    flush: save,
    choose(field, choice) {
      const [mine, theirs] = [desk.fieldsOf(latest)[field] ?? '', desk.fieldsOf(server.value)[field] ?? '']
      asked = new Set([...asked].filter((name) => name !== field))
      const words =
        choice === 'mine' ? mine : choice === 'theirs' ? theirs : [theirs, mine].filter((text) => text.trim() !== '').join('\n\n')
      if (choice === 'theirs') own = [...own, { [field]: { from: mine, to: theirs } }]
      write(desk.withFields(latest, { [field]: words }), 0)
    },
    undo() {
      if (running) return
      const [mine, theirs] = [desk.fieldsOf(latest), desk.fieldsOf(server.value)]
      const unsaved = changedFields(theirs, desk.fieldsOf(toSend()))
      if (unsaved.length > 0) return write(desk.withFields(latest, only(theirs, unsaved)), 0)
      const before = own.at(-1)
      if (before === undefined) return
      own = own.slice(0, -1)
      isTakingBack = true
      // A field that somebody else has written in since stays as they left it.
      const back = Object.entries(before).filter(([name, { to }]) => isSameText(mine[name], to))
      write(desk.withFields(latest, Object.fromEntries(back.map(([name, { from }]) => [name, from]))), 0)
    },
    revision: () => server.revision,
    async settle() {
      isSettling = true
      told = { ...told, isUnread: false }
      const isSaved = await save().finally(() => {
        isSettling = false
      })
      tell()
      return isSaved && !told.isUnread ? server.revision : null
    },
    isAllSaved,
  }
}
