/** A question to the other municipalities. */
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { holdsCpr } from '#domain/network/no-child.ts'
import { type Topic, topics } from '#domain/network/topic.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Select } from '../../design/select/select.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct } from '../server-state.ts'
import { BegunBefore } from '../shell/begun-before.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { useUnsent } from '../shell/use-unsent.ts'
import { LongText } from './long-text.tsx'
import { questionAddress } from './network-page.tsx'
import styles from './network.module.css'

export function AskPage({ me }: { readonly me: Me }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const unsent = useUnsent('question', () => ({ topic: 'planning' as Topic, title: '', body: '', isNamed: false }))
  const { title, body } = unsent.value
  const [isTried, setTried] = useState(false)
  const ask = useAct('askNetwork', ({ id }) => {
    unsent.clear()
    go(questionAddress(id))
  })
  const titleError = title.trim() === '' ? t('network.ask.title.error') : holdsCpr(title) ? t('problem.text-holds-cpr') : undefined
  const bodyError = holdsCpr(body) ? t('problem.text-holds-cpr') : undefined

  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (titleError !== undefined) return document.getElementById('question-title')?.focus()
    if (bodyError !== undefined) return document.getElementById('question-body')?.focus()
    ask.mutate({ body: unsent.value })
  }

  return (
    <Page title={t('network.ask.heading')} lead={t('network.ask.lead')} path={[{ label: t('network.tab'), href: addresses.network }]}>
      <BegunBefore unsent={unsent} />
      <form className={styles.form} onSubmit={send} noValidate>
        <Select
          label={t('network.topic')}
          value={unsent.value.topic}
          onChange={(topic) => unsent.change({ topic: topic as Topic })}
          options={topics.map((one) => ({ value: one, label: t(`network.topic.${one}`) }))}
        />
        <TextField
          id="question-title"
          label={t('network.ask.title')}
          help={t('network.ask.title.help')}
          error={isTried ? titleError : undefined}
          value={title}
          maxLength={150}
          onChange={(title) => unsent.change({ title })}
        />
        <LongText
          id="question-body"
          label={t('network.ask.body')}
          help={t('network.ask.body.help')}
          error={bodyError}
          value={body}
          onChange={(body) => unsent.change({ body })}
        />
        <NameChoice me={me} isNamed={unsent.value.isNamed} onChange={(isNamed) => unsent.change({ isNamed })} />
        {ask.error && <Refused error={ask.error} />}
        <div className={styles.buttons}>
          <Button type="submit" isBusy={ask.isPending}>
            {t('network.ask.send')}
          </Button>
          <LinkButton href={addresses.network} look="quiet" onClick={unsent.clear}>
            {t('shell.cancel')}
          </LinkButton>
        </div>
      </form>
    </Page>
  )
}

/** The municipality is always named; oneself only by choice. */
export function NameChoice({
  me,
  isNamed,
  onChange,
}: {
  readonly me: Me
  readonly isNamed: boolean
  readonly onChange: (isNamed: boolean) => void
}) {
  const { t } = useWords()
  return (
    <Checkboxes
      label={t('network.sign')}
      help={t('network.sign.help', { municipality: me.municipality.name })}
      look="plain"
      options={[{ value: 'named', label: t('network.sign.named', { name: me.name }) }]}
      values={isNamed ? ['named'] : []}
      onChange={(values) => onChange(values.includes('named'))}
    />
  )
}
