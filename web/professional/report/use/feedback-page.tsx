/** Writing "I sagde – vi gjorde": a teacher for own classes, a leader for own institution. What is published stands on top, as a poster. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { findingAlone } from '#domain/report/finding.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import { mostFindings, mostWords } from '#domain/report/use/feedback.ts'
import { unitNameWithin } from '#domain/report/unit-name.ts'
import type { Feedback } from '#api/feedback.ts'
import { api } from '../../../client.ts'
import { Button } from '../../../design/button/button.tsx'
import { Checkboxes } from '../../../design/checkboxes/checkboxes.tsx'
import { Disclosure } from '../../../design/disclosure/disclosure.tsx'
import { useWords } from '../../language.tsx'
import { QrCode } from '../../lesson/qr-code.tsx'
import { LongText } from '../../network/long-text.tsx'
import { useAct, useRead } from '../../server-state.ts'
import { LoadedPage, MissingPage } from '../../shell/loaded.tsx'
import { ClashChoice } from '../../shell/clash-choice.tsx'
import { addresses } from '../../shell/navigation.ts'
import { Page, Section } from '../../shell/page.tsx'
import { Refused } from '../../shell/refused.tsx'
import { SavedMark, showClash } from '../../shell/saved-mark.tsx'
import type { SavedDraft } from '../../shell/use-saved-draft.ts'
import { DayField } from '../../survey/day-field.tsx'
import { today } from '../../today.ts'
import { FeedbackView } from './feedback-view.tsx'
import { reportAddress } from './use-address.ts'
import { feedbackKey, type Telling, useFeedbackDraft } from './use-feedback-draft.ts'
import { UsePage, type Using } from './use-page.tsx'
import styles from './feedback.module.css'

export function FeedbackPage({ surveyId }: { readonly surveyId: string }) {
  return (
    <UsePage surveyId={surveyId} form="pupils" room={() => 'pupils'}>
      {(using) => <TellingPage using={using} />}
    </UsePage>
  )
}

function TellingPage({ using }: { readonly using: Using }) {
  const { listed, choice, report } = using
  const isOfOne = report.unit.level === 'class' || report.unit.level === 'institution'
  const query = useRead('getFeedback', { params: { surveyId: listed.surveyId }, query: { unit: choice.unit } }, { isEnabled: isOfOne })
  if (!isOfOne) return <MissingPage />
  return <LoadedPage query={query}>{({ versions }) => <Told using={using} versions={versions} />}</LoadedPage>
}

function Told({ using, versions }: { readonly using: Using; readonly versions: readonly Feedback[] }) {
  const { t, day, language } = useWords()
  const { listed, choice, report, reading } = using
  const unit = unitNameWithin(report.unit, language)
  const published = versions.find(({ state }) => state === 'published')
  const withdraw = useAct('withdrawFeedback')
  // Whoever passes the poster is led to their own page, which asks who they are.
  const ownPage = `${location.origin}${addresses.family}`
  const earlier = versions.filter(({ state }) => state === 'replaced' || state === 'withdrawn')
  return (
    <Page
      title={t(published ? 'use.feedback.title.published' : 'use.feedback.title', { unit })}
      tab={t('use.feedback.tab', { name: reading.name })}
      // For whoever writes, and not for whoever passes the poster.
      lead={
        <span className="no-print">{t(report.unit.level === 'class' ? 'use.feedback.lead.class' : 'use.feedback.lead.institution')}</span>
      }
      path={[{ label: reading.name, href: reportAddress(listed.surveyId, choice) }]}
      actions={
        published && (
          <Button icon="print" look="secondary" onClick={() => window.print()}>
            {t('use.pupils.print')}
          </Button>
        )
      }
    >
      {published && (
        <Section title={t('use.feedback.published', { date: day(published.publishedOn ?? '') })}>
          <FeedbackView feedback={published} level={3} />
          <figure className={styles.qr}>
            <QrCode text={ownPage} label={t('use.feedback.qr.label', { address: ownPage })} className={styles.qrPicture} />
            <figcaption>{t('use.feedback.qr')}</figcaption>
          </figure>
          <div className="no-print">
            <Button look="quiet" isBusy={withdraw.isPending} onClick={() => withdraw.mutate({ params: { id: published.id } })}>
              {t('use.feedback.withdraw')}
            </Button>
          </div>
          {withdraw.error && <Refused error={withdraw.error} />}
        </Section>
      )}
      <div className="no-print">
        <Section title={t(published ? 'use.feedback.write.again' : 'use.feedback.write')}>
          <Write key={feedbackKey({ surveyId: listed.surveyId, unit: choice.unit }, versions)} using={using} versions={versions} />
        </Section>
        {earlier.length > 0 && (
          <Disclosure summary={t('use.feedback.versions')}>
            <ul className={styles.versions}>
              {earlier.map(({ id, version, state, did, publishedOn }) => (
                <li key={id}>
                  {t(`use.feedback.version.${state === 'replaced' ? 'replaced' : 'withdrawn'}`, { version, date: day(publishedOn ?? '') })}{' '}
                  {did}
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
    </Page>
  )
}

function Write({ using: { listed, choice, told, asked }, versions }: { readonly using: Using; readonly versions: readonly Feedback[] }) {
  const { t, day, language } = useWords()
  const texts = asked.texts[language].items
  const params = { surveyId: listed.surveyId }
  const draft = useFeedbackDraft({ ...params, unit: choice.unit }, versions)
  const { items, did, next, nextOn } = draft.value
  const set = (part: Partial<Telling>) => draft.change({ ...draft.value, ...part })
  const [isTried, setTried] = useState(false)
  const client = useQueryClient()
  const publish = useMutation({
    async mutationFn() {
      const ready = await draft.ready()
      if (ready === null) return showClash()
      await api.publishFeedback({ params: { id: ready.id }, body: { revision: ready.revision } })
    },
    // Also where it was refused: what a colleague has written is then read here.
    onSettled: () => client.invalidateQueries(),
  })
  const wrong = {
    items:
      items.length > mostFindings
        ? t('use.feedback.items.most', { most: mostFindings })
        : isTried && items.length === 0
          ? t('use.feedback.items.error')
          : undefined,
    did: holdsCpr(did) ? t('problem.text-holds-cpr') : isTried && did.trim() === '' ? t('use.feedback.did.error') : undefined,
    next: holdsCpr(next) ? t('problem.text-holds-cpr') : undefined,
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (items.length === 0 || items.length > mostFindings) return document.getElementById('said')?.scrollIntoView()
    if (did.trim() === '' || holdsCpr(did)) return document.getElementById('did')?.focus()
    if (holdsCpr(next)) return document.getElementById('next')?.focus()
    publish.mutate()
  }
  const sentence = ({ card, reading }: (typeof told)[number]) => {
    const text = texts[card.item]
    return text ? findingAlone(card, text, language) : reading.heading
  }
  const sentences = (codes: string) =>
    codes
      .split(' ')
      .flatMap((code) => told.filter(({ card }) => card.item === code).map(sentence))
      .join('\n')
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <Checkboxes
        id="said"
        label={t('use.feedback.items')}
        help={t('use.feedback.items.help', { most: mostFindings })}
        error={wrong.items}
        look="plain"
        options={told.map((one) => ({ value: one.card.item, label: sentence(one) }))}
        values={items}
        onChange={(chosen) => set({ items: chosen })}
      />
      <Clashes draft={draft} field="items" say={sentences} />
      <LongText
        id="did"
        label={t('use.feedback.did')}
        help={t('use.feedback.did.help')}
        error={wrong.did}
        most={mostWords}
        value={did}
        onChange={(words) => set({ did: words })}
      />
      <Clashes draft={draft} field="did" />
      <LongText
        id="next"
        label={t('use.feedback.next')}
        help={t('use.feedback.next.help')}
        error={wrong.next}
        most={mostWords}
        lines={3}
        value={next}
        onChange={(words) => set({ next: words })}
      />
      <Clashes draft={draft} field="next" />
      <DayField
        id="next-on"
        label={t('use.feedback.nextOn.label')}
        min={today()}
        value={nextOn}
        onChange={(chosen) => set({ nextOn: chosen })}
      />
      <Clashes draft={draft} field="nextOn" say={day} />
      {publish.error && <Refused error={publish.error} />}
      <div className={styles.buttons}>
        <Button type="submit" isBusy={publish.isPending}>
          {t('use.feedback.publish')}
        </Button>
      </div>
      <SavedMark draft={draft} />
    </form>
  )
}

type ClashesProps = { readonly draft: SavedDraft<Telling>; readonly field: keyof Telling; readonly say?: (words: string) => string }

/** Where a colleague has written in this field meanwhile. */
function Clashes({ draft, field, say }: ClashesProps) {
  const clash = draft.clashes.find((one) => one.field === field)
  return clash ? <ClashChoice clash={clash} onChoose={(choice) => draft.choose(field, choice)} {...(say ? { say } : {})} /> : null
}
