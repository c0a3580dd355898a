/** What a municipality can be asked about by another: one list for reference persons and questions. */

export const topics = [
  'planning',
  'earlyChildhood',
  'school',
  'youth',
  'plus',
  'reports',
  'interventions',
  'participation',
  'dataProtection',
] as const

/** `participation`: getting many to answer, and telling pupils and parents. */
export type Topic = (typeof topics)[number]
