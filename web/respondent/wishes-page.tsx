/** Det vil jeg gerne tale om: after the last question of the health track. The respondent decides, theme by theme, or not at all. */
import { wordingIn } from '#domain/questionnaire/wording.ts'
import { Button } from '#web/design/button/button.tsx'
import { Checkboxes } from '#web/design/checkboxes/checkboxes.tsx'
import { Field } from '#web/design/field/field.tsx'
import type { Wishes } from './contract.ts'
import { Frame, Heading, Languages, type Speech } from './frame.tsx'
import { askedOf, type Visit } from './journey.ts'

type WishesPageProps = Speech & { visit: Visit; onWish: (wishes: Wishes) => void; onBack: () => void; onNext: () => void }

const mostLetters = 500

export function WishesPage({ visit, onWish, onBack, onNext, ...speech }: WishesPageProps) {
  const { t, language } = speech
  const { wishes } = visit
  const met = new Set(askedOf(visit).map(({ item }) => item.theme))
  const themes = visit.questionnaire.themes.filter((theme) => met.has(theme))
  const options = (isTaken: (theme: string) => boolean) =>
    themes
      .filter((theme) => !isTaken(theme))
      .map((theme) => ({ value: theme, label: wordingIn(visit.texts, language).text.themes[theme] ?? theme }))
  // A theme that is wished for can't be unwished at the same time: choosing it in one list takes it out of the other.
  return (
    <Frame top={visit.about.title} tools={<Languages {...speech} />}>
      <form
        autoComplete="off"
        className="wishes"
        onSubmit={(event) => {
          event.preventDefault()
          onNext()
        }}
      >
        <Heading>{t('wishes.title')}</Heading>
        <p className="quiet">{t('wishes.lead')}</p>
        <Checkboxes
          look="plain"
          label={t('wishes.talkAbout')}
          options={options((theme) => wishes.notTalkAbout.includes(theme))}
          values={wishes.talkAbout}
          onChange={(talkAbout) => onWish({ ...wishes, talkAbout })}
        />
        <Checkboxes
          look="plain"
          label={t('wishes.notTalkAbout')}
          help={t('wishes.notTalkAbout.help')}
          options={options((theme) => wishes.talkAbout.includes(theme))}
          values={wishes.notTalkAbout}
          onChange={(notTalkAbout) => onWish({ ...wishes, notTalkAbout })}
        />
        <Field id="wishes-text" label={t('wishes.text')} help={t('wishes.text.help')}>
          <textarea
            id="wishes-text"
            className="field__box"
            rows={4}
            maxLength={mostLetters}
            aria-describedby="wishes-text-help"
            value={wishes.text}
            onChange={(event) => onWish({ ...wishes, text: event.currentTarget.value })}
          />
        </Field>
        <nav className="way">
          <Button look="secondary" size="large" icon="back" onClick={onBack}>
            {t('question.back')}
          </Button>
          <Button type="submit" size="large" iconAfter="forward">
            {t('question.toReview')}
          </Button>
        </nav>
      </form>
    </Frame>
  )
}
