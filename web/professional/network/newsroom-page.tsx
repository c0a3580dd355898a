/** The secretariat's news: everything written, and one piece at a time to write. */
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { holdsCpr } from '#domain/network/no-child.ts'
import type { NewsItem } from '#api/network.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { DayField } from '../survey/day-field.tsx'
import { today } from '../today.ts'
import { LongText } from './long-text.tsx'
import styles from './network.module.css'

const writeAddress = (id: string) => `${addresses.news}/${id}`

export function NewsroomPage() {
  const { t, counted, day } = useWords()
  const news = useRead('listNewsToEdit', undefined)
  return (
    <LoadedPage query={news}>
      {(items) => {
        const drafts = items.filter(({ isPublished }) => !isPublished).length
        const write = <LinkButton href={writeAddress('ny')}>{t('newsroom.write')}</LinkButton>
        return (
          <Page
            title={drafts > 0 ? counted('newsroom.title.drafts', drafts) : t('newsroom.title')}
            tab={t('newsroom.tab')}
            lead={t('newsroom.lead')}
            actions={write}
          >
            {items.length === 0 ? (
              <EmptyState title={t('news.none')}>{t('newsroom.none')}</EmptyState>
            ) : (
              <ul className={styles.list}>
                {items.map((item) => (
                  <li key={item.id} className={styles.row}>
                    <h2 className={styles.rowTitle}>
                      <a href={writeAddress(item.id)}>{item.texts.da.title}</a>
                    </h2>
                    <p className={styles.facts}>
                      {item.isPublished ? (
                        <Tag tone="success" icon="check">
                          {t('newsroom.published')}
                        </Tag>
                      ) : (
                        <Tag tone="neutral">{t('newsroom.draft')}</Tag>
                      )}
                      <span>{day(item.shownOn)}</span>
                      {item.texts.en === null && <span>{t('newsroom.noEnglish')}</span>}
                    </p>
                  </li>
                ))}
              </ul>
            )}
          </Page>
        )
      }}
    </LoadedPage>
  )
}

export function WriteNewsPage({ id }: { readonly id: string }) {
  const news = useRead('listNewsToEdit', undefined)
  const [newId] = useState(() => crypto.randomUUID())
  return (
    <LoadedPage query={news}>
      {(items) => {
        if (id === 'ny') return <WriteNews id={newId} known={undefined} />
        const known = items.find((item) => item.id === id)
        return known === undefined ? <MissingPage /> : <WriteNews id={id} known={known} />
      }}
    </LoadedPage>
  )
}

function WriteNews({ id, known }: { readonly id: string; readonly known: NewsItem | undefined }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [da, setDa] = useState(known?.texts.da ?? { title: '', body: '' })
  const [en, setEn] = useState(known?.texts.en ?? { title: '', body: '' })
  const [shownOn, setShownOn] = useState(known?.shownOn ?? today())
  const [isPublished, setPublished] = useState(known?.isPublished ?? false)
  const [isTried, setTried] = useState(false)
  const save = useAct('saveNews', () => go(addresses.news))
  const remove = useAct('deleteNews', () => go(addresses.news))
  const missing = (text: string) =>
    holdsCpr(text) ? t('problem.text-holds-cpr') : isTried && text.trim() === '' ? t('newsroom.text.error') : undefined
  const hasEnglish = en.title.trim() !== '' && en.body.trim() !== ''

  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (da.title.trim() === '') return document.getElementById('news-title')?.focus()
    if (da.body.trim() === '') return document.getElementById('news-body')?.focus()
    if (shownOn === '') return document.getElementById('news-day')?.focus()
    save.mutate({ params: { id }, body: { texts: { da, en: hasEnglish ? en : null }, shownOn, isPublished } })
  }

  return (
    <Page
      title={known ? known.texts.da.title : t('newsroom.write')}
      lead={t('newsroom.write.lead')}
      path={[{ label: t('newsroom.tab'), href: addresses.news }]}
    >
      <form className={styles.form} onSubmit={send} noValidate>
        <TextField
          id="news-title"
          label={t('newsroom.heading.da')}
          error={missing(da.title)}
          value={da.title}
          maxLength={150}
          onChange={(title) => setDa({ ...da, title })}
        />
        <LongText
          id="news-body"
          label={t('newsroom.body.da')}
          error={missing(da.body)}
          lines={8}
          value={da.body}
          onChange={(body) => setDa({ ...da, body })}
        />
        <TextField
          label={t('newsroom.heading.en')}
          help={t('newsroom.english.help')}
          value={en.title}
          maxLength={150}
          onChange={(title) => setEn({ ...en, title })}
        />
        <LongText label={t('newsroom.body.en')} lines={8} value={en.body} onChange={(body) => setEn({ ...en, body })} />
        <DayField
          id="news-day"
          label={t('newsroom.day')}
          error={isTried && shownOn === '' ? t('newsroom.day.error') : undefined}
          value={shownOn}
          onChange={setShownOn}
        />
        <Checkboxes
          label={t('newsroom.show')}
          look="plain"
          options={[{ value: 'published', label: t('newsroom.show.yes') }]}
          values={isPublished ? ['published'] : []}
          onChange={(values) => setPublished(values.includes('published'))}
        />
        {(save.error ?? remove.error) && <Refused error={(save.error ?? remove.error) as Error} />}
        <div className={styles.buttons}>
          <Button type="submit" isBusy={save.isPending}>
            {t(isPublished ? 'newsroom.save.publish' : 'newsroom.save.draft')}
          </Button>
          {known && (
            <Button look="quiet" isBusy={remove.isPending} onClick={() => remove.mutate({ params: { id } })}>
              {t('newsroom.delete')}
            </Button>
          )}
        </div>
      </form>
    </Page>
  )
}
