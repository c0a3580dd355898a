/** Why an installation can't start, said to whoever started it: one line, Danish first, with what to do. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal'

  constructor(danish: string, english: string) {
    super(`${danish} / ${english}`)
  }
}
