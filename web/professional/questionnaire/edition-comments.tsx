/** What the working group says of a draft, newest first; what is dealt with stays to be read. */
import { type FormEvent, useState } from 'react'
import type { Edition } from '#api/edition.ts'
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import { Button } from '../../design/button/button.tsx'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Refused } from '../shell/refused.tsx'
import { Section } from '../shell/page.tsx'
import { Paragraph } from './paragraph.tsx'
import styles from './questionnaire.module.css'

type CommentsProps = {
  readonly edition: Edition
  readonly items: readonly Pick<Item, 'code'>[]
  readonly questionOf: (code: string) => string
}

export function EditionComments({ edition, items, questionOf }: CommentsProps) {
  const { t, moment, named } = useWords()
  const { id, comments, state } = edition
  const resolve = useAct('resolveEditionComment')
  return (
    <>
      {comments.length === 0 ? (
        <p className="quiet">{t('edition.comments.none')}</p>
      ) : (
        <ul className={styles.changes}>
          {comments.toReversed().map((comment) => (
            <li key={comment.id} className={styles.change}>
              <p className="quiet small">
                {comment.item === '' ? t('edition.comments.whole') : t('edition.comments.about', { question: questionOf(comment.item) })}
              </p>
              <p>{comment.words}</p>
              <p className="quiet small">
                {named('role', comment.role) ?? comment.role} · {moment(comment.at)}
                {comment.resolvedAt !== null && ` · ${t('edition.comments.resolved', { at: moment(comment.resolvedAt) })}`}
              </p>
              {state === 'draft' && (
                <div>
                  <Button
                    look="quiet"
                    size="small"
                    onClick={() =>
                      resolve.mutate({ params: { id, commentId: comment.id }, body: { isResolved: comment.resolvedAt === null } })
                    }
                  >
                    {t(comment.resolvedAt === null ? 'edition.comments.resolve' : 'edition.comments.reopen')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {resolve.error && <Refused error={resolve.error} />}
      {state === 'draft' && <Write id={id} items={items} questionOf={questionOf} />}
    </>
  )
}

function Write({ id, items, questionOf }: Omit<CommentsProps, 'edition'> & { readonly id: string }) {
  const { t } = useWords()
  const [item, setItem] = useState('')
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  const send = useAct('commentEdition', () => {
    setWords('')
    setTried(false)
  })
  return (
    <Section title={t('edition.comments.words')}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          setTried(true)
          if (words.trim() !== '') send.mutate({ params: { id }, body: { item, words } })
        }}
      >
        <Select
          label={t('edition.comments.item')}
          options={[
            { value: '', label: t('edition.comments.whole') },
            ...items.map(({ code }) => ({ value: code, label: questionOf(code) })),
          ]}
          value={item}
          onChange={setItem}
        />
        <Paragraph
          label={t('edition.comments.words')}
          error={isTried && words.trim() === '' ? t('edition.comments.error') : undefined}
          value={words}
          onChange={setWords}
        />
        {send.error && <Refused error={send.error} />}
        <div>
          <Button type="submit" look="secondary" isBusy={send.isPending}>
            {t('edition.comments.do')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
