/** One's own answers, in the words they were asked with. */
import type { FamilyChild } from '#api/family.ts'
import type { Me } from '#api/session.ts'
import { answerIn, wordingOf } from '../health/answer-words.ts'
import { firstNameOf } from '../first-name.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { FoldList } from '../shell/fold.tsx'
import { Loaded } from '../shell/loaded.tsx'
import type { Voice } from './family-page.tsx'
import styles from './family-page.module.css'

type Response = FamilyChild['responses'][number]

export function OwnResponses({ me, child, voice }: { readonly me: Me; readonly child: FamilyChild; readonly voice: Voice }) {
  const { t, day } = useWords()
  return (
    <div className={styles.part}>
      <h3>{t(`family.responses.${voice}`)}</h3>
      {voice === 'parent' && child.responses.length > 0 && <p className="quiet small">{t('family.responses.parent.note')}</p>}
      {child.responses.length === 0 ? (
        <p>{t(`family.responses.none.${voice}`, { name: firstNameOf(child.name) })}</p>
      ) : (
        <FoldList
          rows={child.responses.map((response) => ({
            key: response.id,
            name: response.title,
            aside: t('family.response.on', { date: day(response.answeredOn) }),
            more: <Answers me={me} response={response} />,
          }))}
        />
      )}
    </div>
  )
}

function Answers({ me, response }: { readonly me: Me; readonly response: Response }) {
  const words = useWords()
  const { t, list, language } = words
  const asked = useRead('getPublished', {
    params: { municipalityId: me.municipality.id, code: response.questionnaire.code, version: response.questionnaire.version },
  })
  const { talkAbout, notTalkAbout, text } = response.wishes
  return (
    <Loaded query={asked}>
      {({ texts, questionnaire }) => {
        const wording = wordingOf(questionnaire, texts[language], language)
        const named = (themes: readonly string[]) => list(themes.map((theme) => wording.theme(theme)))
        const seen = response.answers.filter(({ state }) => state !== 'hidden')
        return (
          <>
            {talkAbout.length > 0 && <p>{t('family.response.wishes', { themes: named(talkAbout) })}</p>}
            {notTalkAbout.length > 0 && <p>{t('family.response.wishes.not', { themes: named(notTalkAbout) })}</p>}
            {text !== '' && <p>{t('family.response.text', { text: t('child.quoted', { text }) })}</p>}
            {questionnaire.themes
              .filter((theme) => seen.some((answer) => answer.theme === theme))
              .map((theme) => (
                <div key={theme}>
                  <h4 className={styles.theme}>{wording.theme(theme)}</h4>
                  <dl className={styles.answers}>
                    {seen
                      .filter((answer) => answer.theme === theme)
                      .map((answer) => (
                        <div key={answer.item}>
                          <dt>{wording.question(answer.item)}</dt>
                          <dd>{answerIn(words, wording, answer)}</dd>
                        </div>
                      ))}
                  </dl>
                </div>
              ))}
          </>
        )
      }}
    </Loaded>
  )
}
