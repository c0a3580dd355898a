/** What the quality gate says of a questionnaire: what must be put right, and what to think about once more. */
import { severities } from '#domain/questionnaire/gate.ts'
import type { QuestionnaireFinding } from '#domain/questionnaire/gate.ts'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'

type FindingsProps = { readonly findings: readonly QuestionnaireFinding[]; readonly questionOf: (code: string) => string }

export function Findings({ findings, questionOf }: FindingsProps) {
  const { t, named } = useWords()
  if (findings.length === 0) return <Notice kind="success" title={t('compose.quality.none')} />
  return severities.map((severity) => {
    const own = findings.filter((finding) => finding.severity === severity)
    return own.length === 0 ? null : (
      <Notice key={severity} kind={severity === 'blocking' ? 'danger' : 'warning'} title={t(`compose.quality.${severity}`)}>
        <ul>
          {own.map(({ fault, item, language, field, found }) => (
            <li key={`${fault} ${item} ${language} ${field} ${found}`}>
              {item !== undefined && <strong>{questionOf(item)} </strong>}
              {named('bank.fault', fault, { found: found ?? '' }) ?? fault}
              {language !== undefined && language !== 'da' && ` (${t(`questionnaire.language.${language}`)})`}
            </li>
          ))}
        </ul>
      </Notice>
    )
  })
}
