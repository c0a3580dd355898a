/** Where a questionnaire's questions are read aloud. */
export function recordingsAddress(code: string, version: string): string {
  return `/oplaesning/${encodeURIComponent(code)}/${encodeURIComponent(version)}`
}
