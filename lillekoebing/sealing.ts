/**
 * The part of the road that lies a floor above: how answers become figures, and how figures are released.
 * Whoever seeds hands it in, so that the invented world is sealed by the same jobs as the real one.
 */
export type Sealing = {
  /** Seals what a class has answered, as when its lesson has ended. */
  readonly sealClass: (municipalityId: number, surveyId: string, classId: string) => Promise<void>
  /** Seals what has come together of a survey that invites one at a time, where it is enough for a batch. */
  readonly sealBatch: (municipalityId: number, surveyId: string) => Promise<void>
  /** Seals the rest of a closed survey, pooled upward, and deletes its raw rows. */
  readonly sealRest: (municipalityId: number, surveyId: string) => Promise<void>
  /** Releases a municipality's totals, if the step is large enough. */
  readonly release: (municipalityId: number, surveyId: string) => Promise<void>
  /** Adds up what three or more municipalities have released, for region and country. */
  readonly gather: () => Promise<void>
}
