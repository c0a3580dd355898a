/** What of the association's stays: its core is locked, its optional questions are the municipality's to decide. */
import { followersOf, neededBy } from '#domain/questionnaire/compose.ts'
import { Button } from '../../design/button/button.tsx'
import { Checkboxes } from '../../design/checkboxes/checkboxes.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { useWords } from '../language.tsx'
import type { StepProps } from './compose-page.tsx'
import styles from './compose-page.module.css'

export function ChooseStep({ base, choice, onChoice, questionOf }: StepProps) {
  const { t, counted, language } = useWords()
  const { questionnaire, texts } = base
  const { items, themes } = questionnaire
  const followers = new Map(followersOf(questionnaire, choice.leftOut).map(({ code, because }) => [code, because]))
  const needed = new Map(items.flatMap(({ code, isCore }) => (isCore ? [] : [[code, neededBy(questionnaire, code)] as const])))
  const isFree = ({ code, isCore }: { readonly code: string; readonly isCore: boolean }) => !isCore && needed.get(code) === undefined
  const leaveOut = (codes: readonly string[], isOut: boolean) =>
    onChoice({
      ...choice,
      leftOut: items
        .map(({ code }) => code)
        .filter((code) => (codes.includes(code) ? isOut : choice.leftOut.includes(code)))
        // What goes along with another need not be said, and comes back with it.
        .filter(
          (code, _, all) =>
            !followersOf(
              questionnaire,
              all.filter((other) => other !== code),
            ).some((one) => one.code === code),
        ),
    })
  return (
    <>
      {themes.map((theme) => {
        const own = items.filter((item) => item.theme === theme)
        const locked = own.filter((item) => !isFree(item))
        const free = own.filter(isFree)
        const offered = free.filter(({ code }) => !followers.has(code))
        const values = offered.filter(({ code }) => !choice.leftOut.includes(code)).map(({ code }) => code)
        const name = texts[language].themes[theme] ?? theme
        return (
          <section key={theme} className={styles.theme}>
            <div className={styles.themeHead}>
              <h2>{name}</h2>
              {free.length > 1 && (
                <Button
                  look="quiet"
                  size="small"
                  onClick={() =>
                    leaveOut(
                      free.map(({ code }) => code),
                      values.length > 0,
                    )
                  }
                >
                  {t(values.length > 0 ? 'compose.choose.none' : 'compose.choose.all')}
                </Button>
              )}
            </div>
            {locked.length > 0 && (
              <details className={styles.locked}>
                <summary>
                  <Icon name="lock" />
                  {counted('compose.choose.locked', locked.length)}
                  <Icon name="down" />
                </summary>
                <ul>
                  {locked.map(({ code, isCore }) => (
                    <li key={code}>
                      {questionOf(code)}
                      {!isCore && <span className="quiet small"> {t('compose.choose.needed')}</span>}
                    </li>
                  ))}
                </ul>
              </details>
            )}
            {locked.length === 0 && values.length === 0 && <p className="quiet">{t('compose.choose.without')}</p>}
            {offered.length > 0 && (
              <Checkboxes
                label={
                  <>
                    {t('compose.choose.optional')}
                    <span className="visually-hidden">: {name}</span>
                  </>
                }
                look="plain"
                options={offered.map(({ code }) => ({ value: code, label: questionOf(code) }))}
                values={values}
                onChange={(now) => {
                  const changed = offered.map(({ code }) => code).find((code) => now.includes(code) !== values.includes(code))
                  if (changed !== undefined) leaveOut([changed], !now.includes(changed))
                }}
              />
            )}
            {free
              .filter(({ code }) => followers.has(code))
              .map(({ code }) => (
                <p key={code} className="quiet small">
                  {questionOf(code)} {t('compose.choose.follows', { question: questionOf(followers.get(code) ?? '') })}
                </p>
              ))}
          </section>
        )
      })}
    </>
  )
}
