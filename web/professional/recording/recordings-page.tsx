/** What is read aloud of a questionnaire, language by language: heard, read by a person, or still missing. */
import { type ChangeEvent, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Me } from '#api/session.ts'
import { may } from '#domain/access/policy.ts'
import { directionOf, respondentLanguages, type RespondentLanguage } from '#domain/text/text.ts'
import { api, type Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LiveRegion } from '../../design/live-region/live-region.tsx'
import { Notice } from '../../design/notice/notice.tsx'
import { ProgressBar } from '../../design/progress-bar/progress-bar.tsx'
import { useReadAloud } from '../../design/read-aloud/read-aloud.ts'
import { Select } from '../../design/select/select.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { readAddress } from '../questionnaire/questionnaire-address.ts'
import { useAct, useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import { Refused } from '../shell/refused.tsx'
import { recordingsAddress } from './recordings-address.ts'
import styles from './recordings-page.module.css'

type Line = Output<'listWordsToRead'>[number]

export function RecordingsPage({ me, code }: { readonly me: Me; readonly code: string }) {
  const { t, counted, language: own } = useWords()
  const search = new URLSearchParams(useSearch())
  const version = search.get('version') ?? ''
  const chosen = search.get('sprog')
  const [, navigate] = useLocation()
  const [said, setSaid] = useState('')
  const lines = useRead('listWordsToRead', { params: { code, version } })
  const listed = useRead('listQuestionnaires', undefined)
  const title = listed.data?.find((one) => one.code === code && one.version === version)?.title[own]
  return (
    <LoadedPage query={lines}>
      {(all) => {
        const there = respondentLanguages.filter((one) => all.some((line) => line.language === one))
        const language: RespondentLanguage = there.find((one) => one === chosen) ?? 'da'
        const mine = all.filter((line) => line.language === language)
        const missing = mine.filter(({ recording }) => recording?.voice !== 'person').length
        const named = { language: t(`recording.language.${language}`) }
        return (
          <Page
            title={missing === 0 ? t('recording.all', named) : counted('recording.missing', missing, named)}
            tab={t('recording.title')}
            lead={t('recording.lead')}
            path={[
              { label: t('questionnaire.tab'), href: addresses.questionnaire },
              { label: `${title ?? code} ${version}`, href: readAddress(code, version) },
            ]}
          >
            <LiveRegion message={said} />
            <div className={styles.choice}>
              <Select
                label={t('recording.language')}
                options={there.map((one) => ({ value: one, label: t(`recording.language.${one}`) }))}
                value={language}
                onChange={(one) => navigate(recordingsAddress(code, version, one as RespondentLanguage), { replace: true })}
              />
            </div>
            {mine.length === 0 ? (
              <EmptyState title={t('recording.none.title')}>
                <p>{t('recording.none.text')}</p>
              </EmptyState>
            ) : (
              <Section title={t('recording.title')}>
                <div className={styles.progress}>
                  <ProgressBar
                    label={t('recording.progress')}
                    value={mine.length - missing}
                    max={mine.length}
                    text={`${mine.length - missing} / ${mine.length}`}
                  />
                  {may(me, 'bank.write') && <p className="quiet small">{t('recording.files')}</p>}
                  {mine.some(({ recording }) => recording?.voice === 'test') && (
                    <Notice kind="warning" title={t('recording.test.title')}>
                      <p>{t('recording.test')}</p>
                    </Notice>
                  )}
                </div>
                <ol className={styles.lines}>
                  {mine.map((line) => (
                    <One key={line.key} line={line} municipalityId={me.municipality.id} canWrite={may(me, 'bank.write')} onSaid={setSaid} />
                  ))}
                </ol>
              </Section>
            )}
          </Page>
        )
      }}
    </LoadedPage>
  )
}

type OneProps = {
  readonly line: Line
  readonly municipalityId: number
  readonly canWrite: boolean
  readonly onSaid: (said: string) => void
}

function One({ line, municipalityId, canWrite, onSaid }: OneProps) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const { language, key, recording, words } = line
  const save = useAct('saveRecording', () => onSaid(t('recording.saved')))
  const remove = useAct('deleteRecording', () => onSaid(t('recording.removed')))
  const reading = useReadAloud([], language, recording ? { sound: () => soundOf(municipalityId, recording.id) } : {})
  const [question = ''] = words
  const what = t(recording ? 'recording.replace' : 'recording.choose')
  const choose = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? []
    if (file) save.mutate({ params: { language, key }, body: new Uint8Array(await file.arrayBuffer()) })
    currentTarget.value = ''
  }
  const failed = save.error ?? remove.error
  return (
    <li className={styles.line}>
      <div lang={language} dir={directionOf(language)}>
        {words.map((sentence, at) => (
          <p key={at} className={at === 0 ? styles.question : styles.answer}>
            {sentence}
          </p>
        ))}
      </div>
      <div className={styles.state}>
        <p className="cluster">
          <Tag
            tone={recording?.voice === 'person' ? 'success' : recording ? 'warning' : 'neutral'}
            icon={recording?.voice === 'person' ? 'check' : 'speaker'}
          >
            {t(recording ? `recording.state.${recording.voice}` : 'recording.state.missing')}
          </Tag>
          {recording && !recording.isOwn && <span className="quiet small">{t('recording.shared')}</span>}
        </p>
        <p className="cluster">
          {recording && reading && (
            <Button look="secondary" size="small" icon={reading.isReading ? 'stop' : 'speaker'} onClick={reading.toggle}>
              {t(reading.isReading ? 'recording.stop' : 'recording.listen')}
            </Button>
          )}
          {canWrite && (
            <>
              <input
                ref={input}
                className={styles.file}
                type="file"
                accept=".mp3,.m4a,.ogg,audio/*"
                tabIndex={-1}
                aria-hidden="true"
                onChange={(event) => void choose(event)}
              />
              <Button
                look="secondary"
                size="small"
                icon="upload"
                aria-label={t('recording.choose.for', { what, question })}
                onClick={() => input.current?.click()}
              >
                {what}
              </Button>
              {recording?.isOwn && (
                <Button look="quiet" size="small" icon="cross" onClick={() => remove.mutate({ params: { language, key } })}>
                  {t('recording.remove')}
                </Button>
              )}
            </>
          )}
        </p>
        {failed && <Refused error={failed} />}
      </div>
    </li>
  )
}

async function soundOf(municipalityId: number, id: string): Promise<Blob> {
  const { mediaType, sound } = await api.getRecording({ params: { municipalityId, id } })
  return new Blob([Uint8Array.from(atob(sound), (sign) => sign.charCodeAt(0))], { type: mediaType })
}
