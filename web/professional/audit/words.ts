/** How what stands in the log is said. */
import { useWords } from '../language.tsx'

/** Names of the contract in the reader's language; a name that nobody has put into words is shown as it is. */
export function useAuditWords() {
  const { t, named } = useWords()
  return {
    role: (role: string) => (role === 'system' ? t('audit.role.system') : (named('role', role) ?? named('audit.role', role) ?? role)),
    audience: (audience: string) => named('audit.audience', audience) ?? named('role', audience) ?? audience,
    act: (act: string) => named('audit.event', act) ?? named('audit.right', act) ?? act,
    purpose: (purpose: string | null) =>
      purpose === null ? '' : (named('purpose', purpose) ?? named('audit.purpose', purpose) ?? purpose),
    relation: (relation: string | null) => (relation === null ? '' : (named('relation', relation) ?? relation)),
    refusal: (refusal: string) => named('audit.refusal', refusal) ?? named('problem', refusal) ?? refusal,
  }
}
