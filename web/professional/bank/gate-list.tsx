/** What the quality gate finds, with the reason and what to do; what blocks stands first. */
import type { BankContent } from '#domain/questionnaire/bank.ts'
import { type GateFinding, severities } from '#domain/questionnaire/gate.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { useWords } from '../language.tsx'
import { useFieldName } from './field-names.ts'
import styles from './bank.module.css'

type GateListProps = { readonly findings: readonly GateFinding[]; readonly item: BankContent['item'] }

export function GateList({ findings, item }: GateListProps) {
  const { t, counted } = useWords()
  if (findings.length === 0) return <Notice kind="success" title={t('bank.gate.none')} />
  return (
    <div className={styles.gate}>
      {severities.map((severity) => {
        const own = gathered(findings.filter((finding) => finding.severity === severity))
        if (own.length === 0) return null
        return (
          <div key={severity} className={styles.findings} data-severity={severity}>
            <h3>{counted(`bank.gate.${severity}`, own.length)}</h3>
            <ul>
              {own.map(([first, fields]) => (
                <li key={`${first.fault} ${first.field} ${first.language}`}>
                  <Finding finding={first} fields={fields} item={item} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </div>
  )
}

type Gathered = readonly [first: GateFinding, fields: readonly string[]]

/** The same finding in one language stands once, with the fields it is in. */
function gathered(findings: readonly GateFinding[]): readonly Gathered[] {
  const found = new Map<string, readonly GateFinding[]>()
  for (const finding of findings) {
    const key = `${finding.fault} ${finding.language} ${finding.found}`
    found.set(key, [...(found.get(key) ?? []), finding])
  }
  return [...found.values()].flatMap((same): readonly Gathered[] => {
    const [first] = same
    return first ? [[first, same.map(({ field }) => field).filter((field) => field !== '')]] : []
  })
}

type FindingProps = { readonly finding: GateFinding; readonly fields: readonly string[]; readonly item: BankContent['item'] }

function Finding({ finding, fields, item }: FindingProps) {
  const { t, named, list } = useWords()
  const nameOf = useFieldName(item)
  const { fault, severity, language, found } = finding
  const name = fields.length > 0 ? list(fields.map(nameOf)) : undefined
  const other = language && language !== 'da' ? t(`bank.in.${language}`) : undefined
  const at = name && other ? t('bank.gate.at', { field: name, language: other }) : (name ?? other)
  return (
    <div className={styles.finding}>
      <Icon name={severity === 'blocking' ? 'danger' : 'info'} />
      <div>
        <p>
          <strong>{named('bank.fault', fault) ?? fault}</strong>
        </p>
        {at && <p className={styles.findingAt}>{at}</p>}
        {found !== undefined && <p className="small">{t('bank.gate.found', { found })}</p>}
        <Disclosure summary={t('bank.gate.help')}>
          <p>{named('bank.fault', `${fault}.do`)}</p>
        </Disclosure>
      </div>
    </div>
  )
}
