import type { Me } from '#api/session.ts'
export function ReportPage(_: { readonly me: Me; readonly surveyId: string }) { return null }
