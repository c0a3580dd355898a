/** Om dine svar: what one says yes to, before the first question, and the way to say no. */
import { useState } from 'react'
import { Button } from '#web/design/button/button.tsx'
import { Dialog } from '#web/design/dialog/dialog.tsx'
import { Notice } from '#web/design/notice/notice.tsx'
import { aboutForChild } from '#domain/survey/about-for-child.ts'
import { AboutSections } from './about-sections.tsx'
import { dayInWords } from './words.ts'
import { Frame, Heading, Languages, ListenButton, type Speech } from './frame.tsx'
import type { Visit } from './journey.ts'
import { useReadAloud } from '../design/read-aloud/read-aloud.ts'

type AboutPageProps = Speech & {
  visit: Visit
  onBegin: () => void
  /** False when the line is down: then nothing has happened. */
  onDecline: () => Promise<boolean>
}

export function AboutPage({ visit, onBegin, onDecline, ...speech }: AboutPageProps) {
  const { t, language } = speech
  const [decline, setDecline] = useState<'no' | 'asked' | 'busy' | 'failed'>('no')
  const { about, className, institution } = visit
  const { forWhom, informant } = visit
  const sections = aboutForChild(t, { ...about, ...about.questionnaire, readers: visit.readers.map(({ name }) => name) }, (day) =>
    dayInWords(day, language),
  )
  const readAloud = useReadAloud([t('about.title'), ...sections.flatMap(({ heading, texts }) => [heading, ...texts])].join('. '), language)

  return (
    <Frame
      top={className ? t('where', { class: className, institution }) : about.title}
      tools={
        <>
          <ListenButton t={t} readAloud={readAloud} />
          <Languages {...speech} />
        </>
      }
    >
      <Heading>{t('about.title')}</Heading>
      {visit.isBack && (
        <Notice kind="success" title={t('about.welcomeBack')}>
          {t('about.welcomeBack.text')}
        </Notice>
      )}
      {(forWhom !== null || informant !== null) && (
        <p className="lead">
          {informant !== null && t(`informant.${informant}`)} {forWhom !== null && t('about.forWhom', { name: forWhom })}
        </p>
      )}
      <AboutSections sections={sections} />
      {about.track !== 'assessment' && (
        <p>
          <a href={`/om/${about.municipalityId}/${about.surveyId}`} target="_blank" rel="noopener">
            {t('about.more')}
          </a>
        </p>
      )}
      <nav className="way">
        <Button look="secondary" size="large" onClick={() => setDecline('asked')}>
          {t('about.decline')}
        </Button>
        <Button size="large" iconAfter="forward" onClick={onBegin}>
          {visit.isBack ? t('about.resume') : t('about.begin')}
        </Button>
      </nav>
      <Dialog
        isOpen={decline !== 'no'}
        onClose={() => setDecline('no')}
        title={t('decline.title')}
        actions={
          <>
            <Button look="secondary" onClick={() => setDecline('no')}>
              {t('decline.stay')}
            </Button>
            <Button
              isBusy={decline === 'busy'}
              onClick={() => {
                setDecline('busy')
                void onDecline().then((isDone) => isDone || setDecline('failed'))
              }}
            >
              {t('decline.go')}
            </Button>
          </>
        }
      >
        <p>{t('decline.text')}</p>
        {decline === 'failed' && <Notice kind="warning" isLive title={t('decline.failed')} />}
      </Dialog>
    </Frame>
  )
}
