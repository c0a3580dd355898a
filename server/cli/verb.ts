/** The shape of a command: one file per verb. */
export type Verb = {
  /** One line for the list of verbs. */
  readonly summary: string
  /** Everything `--help` prints below the summary. */
  readonly help: string
  /** Returns the exit code. Throws a `StartRefusal` for what the person at the terminal can put right. */
  readonly run: (args: string[]) => Promise<number>
}
