/** The rows of Mine børn. On a phone each is a card; the order is then chosen in the list above. */
import { ColourMark } from '../../design/colour-mark/colour-mark.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { ProtectedMark } from '../shell/protected-name.tsx'
import { type ChildrenRead, directions, type Listed, type Order } from './children-list.ts'
import { childAddress } from './child-address.ts'
import styles from './children-table.module.css'

type ChildrenTableProps = {
  readonly rows: readonly Listed[]
  readonly questionnaires: ChildrenRead['questionnaires']
  readonly order: Order
  readonly onOrder: (order: Order) => void
}

const columns = ['name', 'class', 'answered', 'themes', 'wish', 'flags', 'done'] as const

export function ChildrenTable({ rows, questionnaires, order, onOrder }: ChildrenTableProps) {
  const { t } = useWords()
  const hasSchools = new Set(rows.map(({ institution }) => institution)).size > 1
  return (
    <div className={styles.frame}>
      <p id="sorting" hidden>
        {t('children.sortBy')}
      </p>
      <table className={styles.table} aria-label={t('children.table')} aria-describedby="sorting">
        <thead>
          <tr>
            {columns.map((column) =>
              column === 'themes' ? (
                <th key={column} scope="col">
                  {t('children.column.themes')}
                </th>
              ) : (
                <th key={column} scope="col" aria-sort={column === order ? directions[column] : undefined}>
                  <button type="button" className={styles.sort} onClick={() => onOrder(column)}>
                    {t(`children.column.${column}`)}
                    {column === order && <Icon name={directions[column] === 'ascending' ? 'up' : 'down'} />}
                  </button>
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody className={styles.rows}>
          {rows.map((child) => (
            <Row key={`${child.pupilId} ${child.survey.id}`} child={child} hasSchools={hasSchools} questionnaires={questionnaires} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = Pick<ChildrenTableProps, 'questionnaires'> & {
  readonly child: Listed
  /** There is more than one, so the class alone doesn't say where. */
  readonly hasSchools: boolean
}

function Row({ child, hasSchools, questionnaires }: RowProps) {
  const { t, counted, day } = useWords()
  const hasAnswered = child.answeredOn !== null
  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.name}>
        <a href={childAddress(child.pupilId, { purpose: 'talk' })}>{child.name}</a> {child.isProtected && <ProtectedMark />}
      </th>
      <td className={styles.class}>
        {child.className}
        {hasSchools && <span className={styles.school}>{child.institution}</span>}
      </td>
      <td className={styles.answered}>
        {child.answeredOn === null ? (
          <span className="quiet">{t(`children.decision.${child.decision}`)}</span>
        ) : (
          <>
            <span className={styles.label}>{t('children.answered')} </span>
            <span>{day(child.answeredOn)}</span>
          </>
        )}
      </td>
      <td className={styles.themes} data-empty={!hasAnswered || undefined}>
        {hasAnswered && <Themes child={child} questionnaires={questionnaires} />}
      </td>
      <td className={styles.wish} data-empty={!child.wantsToTalk || undefined}>
        {child.wantsToTalk && <Tag tone={child.talkedOn === null ? 'action' : 'neutral'}>{t('children.wish')}</Tag>}
      </td>
      <td className={styles.mark} data-empty={!hasAnswered || undefined}>
        {hasAnswered && (
          <>
            <span className={styles.label}>{t('children.column.flags')}: </span>
            {child.flags.open > 0 ? counted('children.flags', child.flags.open) : t('children.flags.none')}
            {child.flags.followUpOn !== null && (
              <strong className={styles.line}>{t('children.followUp', { date: day(child.flags.followUpOn) })}</strong>
            )}
          </>
        )}
      </td>
      <td className={styles.mark} data-empty={!hasAnswered || undefined}>
        {hasAnswered && (
          <>
            <span className={styles.line}>
              {child.talkedOn === null ? t('children.notTalked') : t('children.talked', { date: day(child.talkedOn) })}
            </span>
            {child.journalledOn !== null && (
              <span className={styles.line}>{t('children.journalled', { date: day(child.journalledOn) })}</span>
            )}
          </>
        )}
      </td>
    </tr>
  )
}

/** What to ask about by name; what goes well and what was passed over, counted. */
function Themes({ child, questionnaires }: { readonly child: Listed } & Pick<ChildrenTableProps, 'questionnaires'>) {
  const { t, counted, language } = useWords()
  const named = questionnaires.find(({ code, version }) => code === child.questionnaire.code && version === child.questionnaire.version)
  const nameOf = (code: string) => named?.themes.find(({ theme }) => theme === code)?.[language] ?? code
  if (child.themes.length === 0) return <span className="quiet">{t('children.themes.noRules')}</span>
  const of = (wanted: Listed['themes'][number]['colour']) => child.themes.filter(({ colour }) => colour === wanted)
  return (
    <ul className={styles.marks}>
      {(['red', 'yellow'] as const).flatMap((colour) =>
        of(colour).map(({ theme }) => (
          <li key={theme}>
            <ColourMark
              colour={colour}
              word={
                <>
                  <span className="visually-hidden">{t(`colour.${colour}`)}: </span>
                  {nameOf(theme)}
                </>
              }
            />
          </li>
        )),
      )}
      {(['green', 'grey'] as const).map((colour) => {
        const count = of(colour).length
        return (
          count > 0 && (
            <li key={colour}>
              <ColourMark colour={colour} word={<span className="quiet">{counted(`children.themes.${colour}`, count)}</span>} />
            </li>
          )
        )
      })}
    </ul>
  )
}
