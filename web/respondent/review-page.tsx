/** Inden du slutter: what was left open, without pressure, and the one step that can't be taken back. */
import { wordingIn } from '#domain/questionnaire/wording.ts'
import { directionOf } from '#domain/text/text.ts'
import { Button } from '#web/design/button/button.tsx'
import { Notice } from '#web/design/notice/notice.tsx'
import { Frame, Heading, type Speech } from './frame.tsx'
import { skippedIn, type Visit } from './journey.ts'

type ReviewPageProps = Speech & {
  visit: Visit
  sending: 'no' | 'sending' | 'waiting'
  onGoTo: (place: number) => void
  onBack: () => void
  onSend: () => void
}

export function ReviewPage({ t, language, visit, sending, onGoTo, onBack, onSend }: ReviewPageProps) {
  const skipped = skippedIn(visit)
  const wording = wordingIn(visit.texts, language)
  return (
    <Frame top={visit.className ? t('where', { class: visit.className, institution: visit.institution }) : visit.about.title}>
      <Heading>
        {skipped.length === 0
          ? t('review.all')
          : skipped.length === 1
            ? t('review.skipped.one')
            : t('review.skipped.other', { count: skipped.length })}
      </Heading>
      <p className="quiet">{skipped.length === 0 ? t('review.all.text') : t('review.skipped.text')}</p>
      {skipped.length > 0 && (
        <ul className="skipped" aria-label={t('review.skipped.list')}>
          {skipped.map(({ item, place }) => (
            <li key={place}>
              <button type="button" className="skipped__one" onClick={() => onGoTo(place)}>
                <span lang={wording.language} dir={directionOf(wording.language)}>
                  {wording.text.items[item.code]?.question}
                </span>
                <span className="skipped__go">{t('review.answer')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {sending === 'waiting' ? (
        <Notice kind="warning" isLive title={t('review.waiting')}>
          {t('review.waiting.text')}
        </Notice>
      ) : (
        <Notice title={t('review.final')} />
      )}
      <nav className="way">
        <Button look="secondary" size="large" icon="back" onClick={onBack}>
          {t('question.back')}
        </Button>
        <Button size="large" isBusy={sending !== 'no'} onClick={onSend}>
          {sending === 'no' ? t('review.send') : t('review.sending')}
        </Button>
      </nav>
    </Frame>
  )
}
