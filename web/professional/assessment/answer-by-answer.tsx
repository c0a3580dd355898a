/** Every answer of one informant, for the professional. Fetched when asked for: it is a look of its own. */
import { useState } from 'react'
import type { AssessmentView } from '#api/assessment.ts'
import { Button } from '../../design/button/button.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Loaded } from '../shell/loaded.tsx'
import styles from './assessment.module.css'
import type { Answered } from './case-facts.ts'
import { useInformantName } from './names.ts'

type AnswerByAnswerProps = { readonly view: AssessmentView; readonly answered: readonly Answered[] }

export function AnswerByAnswer({ view, answered }: AnswerByAnswerProps) {
  const { t } = useWords()
  const nameOf = useInformantName()
  const [open, setOpen] = useState<string>()
  return (
    <section className={open === undefined ? `${styles.part} no-print` : styles.part} aria-labelledby="items-title">
      <h2 id="items-title">{t('assessment.items.title')}</h2>
      <p className={styles.quiet}>{t('assessment.items.text')}</p>
      {answered.map(({ informant }) => {
        const name = nameOf(informant)
        const isShown = open === informant.id
        return (
          <div key={informant.id} className={isShown ? undefined : 'no-print'}>
            <Button look="secondary" size="small" aria-expanded={isShown} onClick={() => setOpen(isShown ? undefined : informant.id)}>
              {t(isShown ? 'assessment.items.hide' : 'assessment.items.show', { name })}
            </Button>
            {isShown && <Answers id={view.id} informantId={informant.id} name={name} />}
          </div>
        )
      })}
    </section>
  )
}

function Answers({ id, informantId, name }: { readonly id: string; readonly informantId: string; readonly name: string }) {
  const { t, language } = useWords()
  const answers = useRead('getInformantAnswers', { params: { id, informantId } })
  return (
    <Loaded query={answers}>
      {(rows) => (
        <Table
          caption={t('assessment.items.caption', { name })}
          narrow="fold"
          rows={rows}
          rowKey={({ item }) => item}
          columns={[
            { key: 'question', heading: t('assessment.items.question'), isName: true, cell: ({ question }) => question[language] },
            {
              key: 'answer',
              heading: t('assessment.items.answer'),
              cell: ({ answer }) =>
                answer === null ? <span className={styles.quiet}>{t('assessment.items.skipped')}</span> : answer[language],
            },
          ]}
        />
      )}
    </Loaded>
  )
}
