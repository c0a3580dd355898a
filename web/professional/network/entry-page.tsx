/** What others may ask oneself about, and how they reach one: written by oneself, and by nobody else. */
import { type FormEvent, useState } from 'react'
import { holdsCpr } from '#domain/network/no-child.ts'
import { type Topic, topics } from '#domain/network/topic.ts'
import type { ReferencePerson } from '#api/network.ts'
import type { Me } from '#api/session.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { LongText } from './long-text.tsx'
import styles from './network.module.css'

export function EntryPage({ me }: { readonly me: Me }) {
  const { t } = useWords()
  const people = useRead('listReferencePersons', undefined)
  const [topic, setTopic] = useState<Topic | undefined>()
  return (
    <LoadedPage query={people}>
      {(entries) => {
        const own = entries.filter(({ isOwn }) => isOwn)
        const shown = topic ?? own[0]?.topic ?? 'school'
        return (
          <Page
            title={t('network.entry.heading')}
            lead={t('network.entry.lead')}
            path={[{ label: t('network.tab'), href: addresses.network }]}
          >
            <div className={styles.form}>
              <Select
                label={t('network.topic')}
                help={t('network.entry.topic.help')}
                value={shown}
                onChange={(value) => setTopic(value as Topic)}
                options={topics.map((one) => ({
                  value: one,
                  label: own.some((entry) => entry.topic === one)
                    ? t('network.entry.topic.own', { topic: t(`network.topic.${one}`) })
                    : t(`network.topic.${one}`),
                }))}
              />
              <Entry key={shown} me={me} topic={shown} known={own.find((entry) => entry.topic === shown)} />
            </div>
          </Page>
        )
      }}
    </LoadedPage>
  )
}

function Entry({ me, topic, known }: { readonly me: Me; readonly topic: Topic; readonly known: ReferencePerson | undefined }) {
  const { t } = useWords()
  const [draft, setDraft] = useState({
    name: known?.name ?? me.name,
    title: known?.title ?? t(`role.${me.role}`),
    contact: known?.contact ?? '',
    about: known?.about ?? '',
    isPublished: known?.isPublished ?? true,
  })
  const [isTried, setTried] = useState(false)
  const save = useAct('saveReferencePerson')
  const remove = useAct('removeReferencePerson')
  const missing = (value: string, words: string) => (isTried && value.trim() === '' ? words : undefined)
  const aboutError = holdsCpr(draft.about) ? t('problem.text-holds-cpr') : undefined

  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (draft.name.trim() === '') return document.getElementById('entry-name')?.focus()
    if (draft.contact.trim() === '') return document.getElementById('entry-contact')?.focus()
    if (aboutError !== undefined) return document.getElementById('entry-about')?.focus()
    save.mutate({ params: { topic }, body: draft })
  }

  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <TextField
        id="entry-name"
        label={t('network.entry.name')}
        error={missing(draft.name, t('network.entry.name.error'))}
        value={draft.name}
        maxLength={100}
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <TextField label={t('network.entry.title')} value={draft.title} maxLength={100} onChange={(title) => setDraft({ ...draft, title })} />
      <TextField
        id="entry-contact"
        label={t('network.entry.contact')}
        help={t('network.entry.contact.help')}
        error={missing(draft.contact, t('network.entry.contact.error'))}
        value={draft.contact}
        maxLength={200}
        onChange={(contact) => setDraft({ ...draft, contact })}
      />
      <LongText
        id="entry-about"
        label={t('network.entry.about')}
        help={t('network.entry.about.help')}
        error={aboutError}
        lines={3}
        value={draft.about}
        onChange={(about) => setDraft({ ...draft, about })}
      />
      <Checkboxes
        label={t('network.entry.shown')}
        look="plain"
        options={[{ value: 'published', label: t('network.entry.shown.yes') }]}
        values={draft.isPublished ? ['published'] : []}
        onChange={(values) => setDraft({ ...draft, isPublished: values.includes('published') })}
      />
      {save.isSuccess && (
        <Notice kind="success" isLive title={t(draft.isPublished ? 'network.entry.saved' : 'network.entry.saved.hidden')} />
      )}
      {(save.error ?? remove.error) && <Refused error={(save.error ?? remove.error) as Error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={save.isPending}>
          {t('network.entry.save')}
        </Button>
        {known && (
          <Button look="quiet" isBusy={remove.isPending} onClick={() => remove.mutate({ params: { id: known.id } })}>
            {t('network.entry.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}
