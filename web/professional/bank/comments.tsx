/** What a working group says of a question: threads that are answered, and done when somebody says so. */
import { type FormEvent, useState } from 'react'
import type { BankItemView } from '#api/bank.ts'
import { fieldsOf } from '#domain/questionnaire/bank.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Select } from '../../design/select/select.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { useFieldName } from './field-names.ts'
import { LongField } from './long-field.tsx'
import styles from './bank.module.css'

type Comment = BankItemView['comments'][number]

export function Comments({ view }: { readonly view: BankItemView }) {
  const { t } = useWords()
  const threads = view.comments.filter(({ replyTo }) => replyTo === null)
  const isOfBank = view.isOwn && view.editions.some(({ changedAt }) => changedAt !== null)
  const ordered = threads.toSorted((left, right) => Number(left.resolvedAt !== null) - Number(right.resolvedAt !== null))
  return (
    <Section title={t('bank.comment.title')}>
      {threads.length === 0 && (
        <EmptyState title={t('bank.comment.none.title')}>
          <p>{t(isOfBank ? 'bank.comment.none' : 'bank.comment.derived')}</p>
        </EmptyState>
      )}
      <ol className={styles.threads}>
        {ordered.map((first) => (
          <Thread key={first.id} view={view} first={first} />
        ))}
      </ol>
      {isOfBank && <NewComment view={view} />}
    </Section>
  )
}

function Thread({ view, first }: { readonly view: BankItemView; readonly first: Comment }) {
  const { t } = useWords()
  const [isReplying, setReplying] = useState(false)
  const resolve = useAct('resolveBankComment')
  const answers = view.comments.filter(({ replyTo }) => replyTo === first.id)
  const isResolved = first.resolvedAt !== null
  return (
    <li className={styles.thread} data-resolved={isResolved || undefined}>
      <Said comment={first} view={view} />
      {answers.length > 0 && (
        <ol className={styles.answers}>
          {answers.map((one) => (
            <li key={one.id}>
              <Said comment={one} view={view} />
            </li>
          ))}
        </ol>
      )}
      {resolve.error && <Refused error={resolve.error} />}
      <div className={styles.buttons}>
        {!isResolved && !isReplying && (
          <Button look="quiet" size="small" onClick={() => setReplying(true)}>
            {t('bank.comment.reply')}
          </Button>
        )}
        <Button
          look="quiet"
          size="small"
          icon={isResolved ? undefined : 'check'}
          isBusy={resolve.isPending}
          onClick={() => resolve.mutate({ params: { id: first.id }, body: { isResolved: !isResolved } })}
        >
          {t(isResolved ? 'bank.comment.reopen' : 'bank.comment.resolve')}
        </Button>
      </div>
      {isReplying && <Reply code={view.code} replyTo={first.id} onDone={() => setReplying(false)} />}
    </li>
  )
}

function Said({ comment, view }: { readonly comment: Comment; readonly view: BankItemView }) {
  const { t, named, moment } = useWords()
  const item = view.editions[0]?.content.item
  const nameOf = useFieldName(item ?? { ...noItem })
  const { role, isOwn, at, field, words, resolvedAt, replyTo } = comment
  return (
    <>
      <p className={styles.saidBy}>
        <strong>{named('role', role) ?? role}</strong>
        {isOwn && ` (${t('bank.comment.you')})`} · {moment(at)}
        {replyTo === null && field !== '' && ` · ${nameOf(field)}`}
        {resolvedAt !== null && (
          <>
            {' '}
            <Tag tone="success">{t('bank.comment.resolved')}</Tag>
          </>
        )}
      </p>
      <p className={styles.said}>{words}</p>
    </>
  )
}

const noItem = {
  code: '',
  theme: '',
  kind: 'single',
  options: [],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: false,
  isTeachingEnvironment: false,
} as const

function Reply({ code, replyTo, onDone }: { readonly code: string; readonly replyTo: string; readonly onDone: () => void }) {
  const { t } = useWords()
  const [words, setWords] = useState('')
  const comment = useAct('commentBankItem', onDone)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (words.trim() !== '') comment.mutate({ params: { code }, body: { words: words.trim(), replyTo } })
  }
  return (
    <form className={styles.form} onSubmit={send}>
      <LongField label={t('bank.comment.reply')} value={words} onChange={setWords} />
      {comment.error && <Refused error={comment.error} />}
      <p>
        <Button type="submit" size="small" isBusy={comment.isPending}>
          {t('bank.comment.reply.do')}
        </Button>
      </p>
    </form>
  )
}

function NewComment({ view }: { readonly view: BankItemView }) {
  const { t } = useWords()
  const [words, setWords] = useState('')
  const [field, setField] = useState('')
  const item = view.editions[0]?.content.item ?? noItem
  const nameOf = useFieldName(item as Parameters<typeof useFieldName>[0])
  const comment = useAct('commentBankItem', () => setWords(''))
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (words.trim() !== '') comment.mutate({ params: { code: view.code }, body: { words: words.trim(), field, replyTo: null } })
  }
  return (
    <form className={styles.form} onSubmit={send}>
      <LongField label={t('bank.comment.new')} help={t('bank.comment.help')} value={words} onChange={setWords} lines={3} />
      <Select
        label={t('bank.comment.about')}
        options={[{ value: '', label: t('bank.comment.whole') }, ...fieldsOf(item).map((value) => ({ value, label: nameOf(value) }))]}
        value={field}
        onChange={setField}
      />
      {comment.error && <Refused error={comment.error} />}
      <p>
        <Button type="submit" isBusy={comment.isPending}>
          {t('bank.comment.do')}
        </Button>
      </p>
    </form>
  )
}
