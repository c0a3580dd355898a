/** One question with its answers, and room for one more. */
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import type { Output } from '../../client.ts'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { BegunBefore } from '../shell/begun-before.tsx'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { useUnsent } from '../shell/use-unsent.ts'
import { NameChoice } from './ask-page.tsx'
import { LongText } from './long-text.tsx'
import styles from './network.module.css'

type Question = Output<'getNetworkQuestion'>
type Answer = Question['answers'][number]

export function QuestionPage({ me, id }: { readonly me: Me; readonly id: string }) {
  const { t, counted, moment } = useWords()
  const question = useRead('getNetworkQuestion', { params: { id } })
  return (
    <LoadedPage query={question}>
      {(asked) => (
        <Page
          title={asked.title}
          path={[{ label: t('network.tab'), href: addresses.network }]}
          tags={
            <>
              <Tag tone="neutral">{t(`network.topic.${asked.topic}`)}</Tag>
              <Tag tone="neutral">{signature(asked)}</Tag>
              <Tag tone="neutral">{moment(asked.askedAt)}</Tag>
            </>
          }
          lead={asked.body === '' ? undefined : <span className={styles.body}>{asked.body}</span>}
          actions={asked.isOwn && <WithdrawQuestion id={asked.id} />}
        >
          <Section title={asked.answers.length === 0 ? t('network.answers.none') : counted('network.answers', asked.answers.length)}>
            {asked.answers.length === 0 ? (
              <EmptyState level={3} title={t('network.answers.empty')}>
                {t(may(me, 'network.write') && !asked.isOwn ? 'network.answers.empty.you' : 'network.answers.empty.wait')}
              </EmptyState>
            ) : (
              <ul className={styles.answers}>
                {asked.answers.map((answer) => (
                  <AnswerRow key={answer.id} answer={answer} />
                ))}
              </ul>
            )}
          </Section>
          {may(me, 'network.write') && <Reply me={me} id={asked.id} />}
        </Page>
      )}
    </LoadedPage>
  )
}

function signature({ authorName, municipality }: Pick<Answer, 'authorName' | 'municipality'>): string {
  return authorName === null ? municipality.name : `${authorName}, ${municipality.name}`
}

function AnswerRow({ answer }: { readonly answer: Answer }) {
  const { t, moment } = useWords()
  const withdraw = useAct('withdrawNetworkAnswer')
  return (
    <li className={styles.answer}>
      <p className={styles.author}>
        <strong>{signature(answer)}</strong>
        <span>{moment(answer.answeredAt)}</span>
      </p>
      <p className={styles.body}>{answer.body}</p>
      {answer.isOwn && (
        <div>
          <Button look="quiet" size="small" isBusy={withdraw.isPending} onClick={() => withdraw.mutate({ params: { id: answer.id } })}>
            {t('network.answer.withdraw')}
          </Button>
        </div>
      )}
      {withdraw.error && <Refused error={withdraw.error} />}
    </li>
  )
}

function Reply({ me, id }: { readonly me: Me; readonly id: string }) {
  const { t } = useWords()
  const unsent = useUnsent(`answer ${id}`, () => ({ body: '', isNamed: false }))
  const { body } = unsent.value
  const [isTried, setTried] = useState(false)
  const reply = useAct('answerNetwork', () => {
    unsent.clear()
    setTried(false)
  })
  const error = holdsCpr(body) ? t('problem.text-holds-cpr') : isTried && body.trim() === '' ? t('network.answer.error') : undefined

  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (holdsCpr(body) || body.trim() === '') return document.getElementById('answer-body')?.focus()
    reply.mutate({ params: { id }, body: unsent.value })
  }

  return (
    <Section title={t('network.answer.heading')}>
      <BegunBefore unsent={unsent} />
      <form className={styles.form} onSubmit={send} noValidate>
        <LongText
          id="answer-body"
          label={t('network.answer.body')}
          help={t('network.answer.help')}
          error={error}
          value={body}
          onChange={(body) => unsent.change({ body })}
        />
        <NameChoice me={me} isNamed={unsent.value.isNamed} onChange={(isNamed) => unsent.change({ isNamed })} />
        {reply.error && <Refused error={reply.error} />}
        <div className={styles.buttons}>
          <Button type="submit" isBusy={reply.isPending}>
            {t('network.answer.send')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

function WithdrawQuestion({ id }: { readonly id: string }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const withdraw = useAct('withdrawNetworkQuestion', () => go(addresses.network), {
    takesAway: [['getNetworkQuestion', { params: { id } }]],
  })
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('network.question.withdraw')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('network.question.withdraw.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setAsking(false)}>
              {t('shell.cancel')}
            </Button>
            <Button look="danger" isBusy={withdraw.isPending} onClick={() => withdraw.mutate({ params: { id } })}>
              {t('network.question.withdraw.yes')}
            </Button>
          </>
        }
      >
        <p>{t('network.question.withdraw.text')}</p>
        {withdraw.error && <Refused error={withdraw.error} />}
      </Dialog>
    </>
  )
}
