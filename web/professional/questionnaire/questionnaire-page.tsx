/** One published questionnaire, readable whole: every question with why it is asked and what the answer is used for. */
import { type FormEvent, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { may } from '#domain/access/policy.ts'
import { questionsIn } from '#domain/questionnaire/duration.ts'
import { compareVersions, editionOf, isComposition } from '#domain/questionnaire/version.ts'
import { languagesOf } from '#domain/questionnaire/wording.ts'
import type { QuestionnaireTexts } from '#domain/questionnaire/questionnaire.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Dialog } from '../../design/dialog/dialog.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { Select } from '../../design/select/select.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { TextField } from '../../design/text-field/text-field.tsx'
import { useWords } from '../language.tsx'
import { useAct, useRead } from '../server-state.ts'
import { FoldList } from '../shell/fold.tsx'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { recordingsAddress } from '../recording/recordings-address.ts'
import { ordinals } from '../survey/grades.ts'
import { ItemView } from './item-view.tsx'
import { ExportFhir } from './moving.tsx'
import { composeAddress, diffAddress, editionAddress, readAddress } from './questionnaire-address.ts'
import styles from './questionnaire.module.css'

export function ReadQuestionnairePage({ me, code }: { readonly me: Me; readonly code: string }) {
  const version = new URLSearchParams(useSearch()).get('version') ?? ''
  const found = useRead('getQuestionnaire', { params: { code, version } })
  const all = useRead('listQuestionnaires', undefined)
  return (
    <LoadedPage query={found}>
      {(published) => (
        <LoadedPage query={all}>
          {(listed) => <Whole key={`${code} ${version}`} me={me} published={published} listed={listed} />}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

type WholeProps = { readonly me: Me; readonly published: Output<'getQuestionnaire'>; readonly listed: Output<'listQuestionnaires'> }

function Whole({ me, published, listed }: WholeProps) {
  const { t, counted, language, list } = useWords()
  const [, go] = useLocation()
  const { questionnaire } = published
  const { code, version, grades, respondent, items, themes } = questionnaire
  const texts = published.texts as QuestionnaireTexts
  const [reading, setReading] = useState<RespondentLanguage>(language)
  const text = texts[reading] ?? texts.da
  const card = listed.find((one) => one.code === code && one.version === version)
  const editions = listed.filter((one) => one.code === code && !isComposition(one.version)).map((one) => one.version)
  const earlier = isComposition(version)
    ? editionOf(version)
    : editions.toSorted(compareVersions).findLast((one) => compareVersions(one, version) < 0)
  const newer = isComposition(version) ? undefined : editions.find((one) => compareVersions(one, version) > 0)
  const begin = useAct('draftEdition', ({ id }) => go(editionAddress(id)))
  const [isNaming, setNaming] = useState(false)
  return (
    <Page
      title={card?.composition ? card.composition.name : texts[language].title}
      lead={t('questionnaire.page.lead')}
      path={[{ label: t('questionnaire.tab'), href: addresses.questionnaire }]}
      tags={
        <>
          <Tag tone="neutral">{t('questionnaire.version', { version })}</Tag>
          <Tag tone="neutral">{t(`questionnaire.respondent.${respondent}`)}</Tag>
          {grades.length > 0 && <Tag tone="neutral">{t('questionnaire.grades', { grades: list(ordinals(grades, language)) })}</Tag>}
        </>
      }
      actions={
        <>
          {may(me, 'questionnaire.compose') && (
            <Button onClick={() => setNaming(true)}>
              {t(card?.composition ? 'questionnaire.page.again' : 'questionnaire.page.compose')}
            </Button>
          )}
          {may(me, 'edition.write') && newer === undefined && (
            <Button isBusy={begin.isPending} onClick={() => begin.mutate({ body: { code } })}>
              {t('questionnaire.page.edition')}
            </Button>
          )}
          {may(me, 'bank.read') && (
            <LinkButton look="secondary" href={recordingsAddress(code, version)}>
              {t('recording.title')}
            </LinkButton>
          )}
          {earlier !== undefined && (
            <LinkButton look="secondary" href={diffAddress(code, earlier, version)}>
              {t('questionnaire.page.diff', { version: earlier })}
            </LinkButton>
          )}
        </>
      }
    >
      {begin.error && <Refused error={begin.error} />}
      {newer !== undefined && (
        <Notice
          title={t('questionnaire.page.newer', { version: newer })}
          actions={
            <LinkButton look="secondary" size="small" href={readAddress(code, newer)}>
              {t('questionnaire.page.newer.read', { version: newer })}
            </LinkButton>
          }
        />
      )}
      <div className={styles.reading}>
        <p className="quiet">
          {t('questionnaire.facts', { items: questionsIn(items), minutes: card?.minutes ?? 0 })}
          <br />
          {t('questionnaire.page.languages', { languages: list(languagesOf(texts).map((one) => t(`questionnaire.language.${one}`))) })}
        </p>
        <Select
          label={t('questionnaire.page.readIn')}
          options={languagesOf(texts).map((one) => ({ value: one, label: t(`questionnaire.language.${one}`) }))}
          value={texts[reading] ? reading : 'da'}
          onChange={(one) => setReading(one as RespondentLanguage)}
        />
      </div>
      <h2 className="visually-hidden">{t('edition.part.items')}</h2>
      <FoldList
        rows={themes.map((theme) => {
          const own = items.filter((item) => item.theme === theme)
          return {
            key: theme,
            name: text.themes[theme] ?? theme,
            aside: counted('questionnaire.theme.count', questionsIn(own)),
            more: (
              <div className={styles.items}>
                {own.map((item) => {
                  const words = text.items[item.code]
                  return words && <ItemView key={item.code} item={item} words={words} language={reading} />
                })}
              </div>
            ),
          }
        })}
      />
      {may(me, 'bank.read') && <ExportFhir code={code} version={version} />}
      <BeginComposition code={code} version={version} isOpen={isNaming} onClose={() => setNaming(false)} />
    </Page>
  )
}

type BeginProps = { readonly code: string; readonly version: string; readonly isOpen: boolean; readonly onClose: () => void }

/** A composition begins with a name, so that the two that lie in the list are told apart. */
function BeginComposition({ code, version, isOpen, onClose }: BeginProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [name, setName] = useState('')
  const [isTried, setTried] = useState(false)
  const begin = useAct('draftComposition', ({ id }) => go(composeAddress(id)))
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() !== '') begin.mutate({ body: { code, version, name } })
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('compose.begin.title')}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button type="submit" form="begin-composition" isBusy={begin.isPending}>
            {t('compose.begin.do')}
          </Button>
        </>
      }
    >
      <form id="begin-composition" onSubmit={send} noValidate>
        <TextField
          label={t('compose.begin.name')}
          help={t('compose.begin.help')}
          error={isTried && name.trim() === '' ? t('compose.begin.error') : undefined}
          maxLength={120}
          value={name}
          onChange={setName}
        />
        {begin.error && <Refused error={begin.error} />}
      </form>
    </Dialog>
  )
}
