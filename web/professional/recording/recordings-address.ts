import type { RespondentLanguage } from '#domain/text/text.ts'

/** Where a questionnaire's questions are read aloud. */
export function recordingsAddress(code: string, version: string, language?: RespondentLanguage): string {
  return `/oplaesning/${encodeURIComponent(code)}?${new URLSearchParams({ version, ...(language ? { sprog: language } : {}) })}`
}
