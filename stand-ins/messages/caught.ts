/** What has been caught, in memory alone, and how the catcher is to behave. */

export type Caught = {
  readonly kind: 'mail' | 'sms' | 'post'
  /** Whom it was for: a mail address, a telephone number, a CPR number. */
  readonly to: string
  readonly from: string
  /** Ours: the key by which a gateway knows one message from two; of mail the address it bounces to. */
  readonly key: string
  readonly title: string
  readonly text: string
  /** Every byte as it came, for tests that search them. */
  readonly raw: Buffer
}

/** Each makes the next messages go wrong in one way, as other people's systems do. */
export const misbehaviours = {
  busy: 'not now: 451, or 503',
  throttle: 'too many: 450, or 429',
  'unknown-receiver': 'there is nobody there: 550 5.1.1, or 422',
  'mailbox-full': 'the mailbox is full: 552 5.2.2, or 422',
  'not-registered': 'the receiver has no mailbox: 550, or 422',
  'not-registered-later': 'taken, and some time later told as not registered',
  'refuse-content': 'the text is refused: 554, or 400',
  'no-entry': 'whoever sends is not let in: 530, or 401',
  'hang-before': 'takes the line and never says a word',
  'hang-after': 'has everything, keeps it, and never answers',
  'die-after': 'has everything, keeps it, and cuts the line instead of answering',
  slow: 'answers after two seconds',
} as const satisfies Readonly<Record<string, string>>

export type Misbehaviour = keyof typeof misbehaviours

export function isMisbehaviour(name: string): name is Misbehaviour {
  return Object.hasOwn(misbehaviours, name)
}

export type Office = {
  readonly caught: readonly Caught[]
  /** Told once for each time something was handed over, also when it was known already. */
  readonly handedOver: ReadonlyMap<string, number>
  readonly keep: (caught: Caught) => void
  readonly knows: (kind: Caught['kind'], key: string) => boolean
  /** The next so many messages of this kind go wrong in this way; for this receiver alone, where one is given. */
  readonly misbehave: (kind: Caught['kind'], how: Misbehaviour, options?: { readonly times?: number; readonly to?: string }) => void
  /** What is to happen to a message for this receiver now. */
  readonly turn: (kind: Caught['kind'], to: string) => Misbehaviour | undefined
  /** What is told later of a message, by its key. */
  readonly fate: Map<string, 'delivered' | 'not-registered'>
  readonly clear: () => void
}

export function openOffice(): Office {
  const caught: Caught[] = []
  const handedOver = new Map<string, number>()
  const fate = new Map<string, 'delivered' | 'not-registered'>()
  let planned: { kind: Caught['kind']; how: Misbehaviour; left: number; to: string | undefined }[] = []
  const knows: Office['knows'] = (kind, key) => caught.some((one) => one.kind === kind && one.key === key)
  return {
    caught,
    handedOver,
    fate,
    knows,
    keep(one) {
      handedOver.set(one.key, (handedOver.get(one.key) ?? 0) + 1)
      // Mail has no key by which anybody knew it: what comes twice is there twice.
      if (one.kind === 'mail' || !knows(one.kind, one.key)) caught.push(one)
    },
    misbehave(kind, how, { times = 1, to } = {}) {
      planned.push({ kind, how, left: times, to })
    },
    turn(kind, to) {
      const found = planned.find((one) => one.kind === kind && one.left > 0 && (one.to === undefined || one.to === to))
      if (found === undefined) return undefined
      found.left -= 1
      planned = planned.filter(({ left }) => left > 0)
      return found.how
    },
    clear() {
      caught.length = 0
      handedOver.clear()
      fate.clear()
      planned = []
    },
  }
}
