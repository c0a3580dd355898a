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
        const own = findings.filter((finding) => finding.severity === severity)
        if (own.length === 0) return null
        return (
          <div key={severity} className={styles.findings} data-severity={severity}>
            <h3>{counted(`bank.gate.${severity}`, own.length)}</h3>
            <ul>
              {own.map((finding) => (
                <li key={`${finding.fault} ${finding.field} ${finding.language} ${finding.found}`}>
                  <Finding finding={finding} item={item} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </div>
  )
}

function Finding({ finding, item }: { readonly finding: GateFinding; readonly item: BankContent['item'] }) {
  const { t, named } = useWords()
  const nameOf = useFieldName(item)
  const { fault, severity, field, language, found } = finding
  const name = field === '' ? undefined : nameOf(field)
  const at = name && (language && language !== 'da' ? t('bank.gate.at', { field: name, language: t(`bank.language.${language}`) }) : name)
  return (
    <div className={styles.finding}>
      <Icon name={severity === 'blocking' ? 'danger' : 'info'} />
      <div>
        <p>
          <strong>{named('bank.fault', fault) ?? fault}</strong>
          {at && <span className="quiet"> · {at}</span>}
        </p>
        {found !== undefined && <p className="small">{t('bank.gate.found', { found })}</p>}
        <Disclosure summary={t('bank.gate.help')}>
          <p>{named('bank.fault', `${fault}.do`)}</p>
        </Disclosure>
      </div>
    </div>
  )
}
