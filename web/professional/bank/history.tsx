/** How a question came to be as it is: its editions beside each other, and what was done by which role. */
import type { BankItemView } from '#api/bank.ts'
import type { BankContent } from '#domain/questionnaire/bank.ts'
import { isSameQuestion } from '#domain/questionnaire/bank-life.ts'
import { Notice } from '../../design/notice/notice.tsx'
import { Table } from '../../design/table/table.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { Section, Sheet } from '../shell/page.tsx'
import { itemAddress } from './bank-address.ts'
import { DifferenceTable, useDifferences } from './difference-table.tsx'
import styles from './bank.module.css'

export function History({ view }: { readonly view: BankItemView }) {
  const { t } = useWords()
  const { editions, replaces } = view
  const first = editions.at(-1)
  return (
    <>
      {editions.slice(0, -1).map((edition, at) => {
        const before = editions[at + 1]
        return (
          before && (
            <Difference
              key={edition.edition}
              title={t('bank.diff.edition', { before: String(before.edition), after: String(edition.edition) })}
              before={before.content}
              after={edition.content}
              note={edition.changeNote}
            />
          )
        )
      })}
      {replaces && first && (
        <Difference title={t('bank.diff.replaced')} before={replaces.content} after={first.content} note={first.changeNote} isBreak>
          <p>
            <a href={itemAddress(replaces.code)}>{t('bank.replaces.link')}</a>
          </p>
        </Difference>
      )}
      <Steps view={view} />
    </>
  )
}

type DifferenceProps = {
  readonly title: string
  readonly before: BankContent
  readonly after: BankContent
  readonly note: string
  readonly isBreak?: boolean
  readonly children?: React.ReactNode
}

function Difference({ title, before, after, note, isBreak = false, children }: DifferenceProps) {
  const { t } = useWords()
  const rows = useDifferences(before, after)
  const keeps = !isBreak && isSameQuestion(before, after)
  return (
    <Section title={title} aside={<Tag tone={keeps ? 'success' : 'warning'}>{t(keeps ? 'bank.diff.keeps' : 'bank.diff.breaks')}</Tag>}>
      {note !== '' && <p>{t('bank.diff.note', { note })}</p>}
      {rows.length === 0 ? (
        <Notice title={t('bank.diff.none')} />
      ) : (
        <Sheet>
          <DifferenceTable caption={title} rows={rows} item={after.item} before={t('bank.diff.before')} after={t('bank.diff.after')} />
        </Sheet>
      )}
      {children}
    </Section>
  )
}

function Steps({ view }: { readonly view: BankItemView }) {
  const { t, named, moment } = useWords()
  return (
    <Section title={t('bank.history.steps')}>
      {view.steps.length === 0 ? (
        <p>{t('bank.history.none')}</p>
      ) : (
        <Sheet>
          <Table
            caption={t('bank.history.steps')}
            isCaptionHidden
            narrow="fold"
            rows={view.steps.toReversed()}
            rowKey={({ at, step, edition }) => `${at} ${step} ${edition}`}
            columns={[
              {
                key: 'what',
                heading: t('bank.history.column.what'),
                isName: true,
                cell: ({ step, edition }) => (
                  <>
                    {t(`bank.history.step.${step}`)}
                    <span className={styles.under}>{t('bank.history.edition', { edition: String(edition) })}</span>
                  </>
                ),
              },
              { key: 'when', heading: t('bank.history.column.when'), cell: ({ at }) => moment(at) },
              {
                key: 'who',
                heading: t('bank.history.column.who'),
                cell: ({ role, isOwn }) => `${named('role', role) ?? role}${isOwn ? ` (${t('bank.comment.you')})` : ''}`,
              },
              {
                key: 'words',
                heading: t('bank.history.column.words'),
                cell: ({ comment, interests }) => (
                  <>
                    {comment}
                    {interests !== '' && <span className={styles.under}>{t('bank.history.interests', { interests })}</span>}
                  </>
                ),
              },
            ]}
          />
        </Sheet>
      )}
    </Section>
  )
}
