import { wayIn } from '#domain/survey/survey.ts'
import type { Item, ItemText } from '#domain/questionnaire/questionnaire.ts'
import type { Output } from '../../client.ts'
import { Notice } from '../../design/notice/notice.tsx'
import { Radios } from '../../design/radios/radios.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { FoldList } from '../shell/fold.tsx'
import { Loaded } from '../shell/loaded.tsx'
import { ordinals } from './grades.ts'
import { suits } from './plan.ts'
import styles from './what-step.module.css'
import type { StepProps } from './who-step.tsx'

const tracks = ['statistics', 'health'] as const

export function WhatStep({ draft, setDraft, says, questionnaires }: StepProps & { readonly questionnaires: Output<'listQuestionnaires'> }) {
  const { t, language, list } = useWords()
  const place = draft.place ?? 'school'
  const isChosen = ({ code, version }: { readonly code: string; readonly version: string }) =>
    code === draft.questionnaire?.code && version === draft.questionnaire.version
  // What is planned from now on asks the newest; an older one stands there only for a draft that has it already.
  const fitting = questionnaires.filter((one) => suits(place, one) && (one.isNewest || isChosen(one)))
  const chosen = questionnaires.find(isChosen)
  const strangers = chosen ? draft.grades.filter((grade) => !chosen.grades.includes(grade)) : []
  return (
    <>
      <Radios
        id="plan-questionnaire"
        label={t('plan.what.questionnaire')}
        error={says('questionnaire')}
        options={fitting.map(({ code, version, title, items, themes, minutes, grades, respondent, composition }) => ({
          value: `${code} ${version}`,
          label: composition ? t('plan.what.own', { title: title[language], name: composition.name, version }) : title[language],
          help: `${t(`plan.what.respondent.${respondent}`)} · ${
            grades.length === 0
              ? t('plan.what.facts.plain', { items, themes, minutes })
              : t('plan.what.facts', { items, themes, minutes, grades: list(ordinals(grades, language)) })
          }`,
        }))}
        value={chosen ? `${chosen.code} ${chosen.version}` : null}
        onChange={(value) => {
          const [code = '', version = ''] = value.split(' ')
          const byLink = fitting.some((one) => one.code === code && wayIn(one.respondent) === 'link')
          const named = fitting.find((one) => one.code === code && one.version === version)
          const track = named?.mayBeAskedByName ? draft.track : 'statistics'
          setDraft({ ...draft, questionnaire: { code, version }, track, isRolling: byLink && draft.isRolling })
        }}
      />
      {fitting.length === 0 && <Notice kind="warning" title={t('plan.what.none')} />}
      <Radios
        id="plan-track"
        label={t('plan.track')}
        help={t('plan.track.final')}
        look="plain"
        options={tracks
          .filter((track) => track === 'statistics' || chosen?.mayBeAskedByName)
          .map((track) => ({ value: track, label: t(`plan.track.${track}`), help: t(`plan.track.${track}.help`) }))}
        value={draft.track}
        onChange={(track) => setDraft({ ...draft, track: track === 'health' ? 'health' : 'statistics' })}
      />
      {chosen && wayIn(chosen.respondent) === 'link' && (
        <Radios
          id="plan-rolling"
          label={t('plan.rolling')}
          look="plain"
          options={(['wave', 'rolling'] as const).map((way) => ({
            value: way,
            label: t(`plan.rolling.${way}`),
            help: t(`plan.rolling.${way}.help`),
          }))}
          value={draft.isRolling ? 'rolling' : 'wave'}
          onChange={(way) => setDraft({ ...draft, isRolling: way === 'rolling' })}
        />
      )}
      {chosen && place === 'school' && strangers.length > 0 && (
        <Notice
          kind="warning"
          title={t('plan.what.grades', { meant: list(ordinals(chosen.grades, language)), others: list(ordinals(strangers, language)) })}
        />
      )}
      {chosen && <Preview code={chosen.code} version={chosen.version} />}
    </>
  )
}

/** Every question with its answers, theme by theme, and which figures are held back. */
function Preview({ code, version }: { readonly code: string; readonly version: string }) {
  const { t, counted, language } = useWords()
  const found = useRead('getQuestionnaire', { params: { code, version } })
  return (
    <Loaded query={found}>
      {({ questionnaire, texts }) => {
        const text = texts[language]
        const of = (questionClass: Item['questionClass']) =>
          questionnaire.items.filter((item) => item.questionClass === questionClass).length
        return (
          <section className={styles.preview}>
            <h2>{t('plan.what.preview')}</h2>
            <p className="quiet">{t('plan.what.decline')}</p>
            <p className="quiet">{t('plan.what.legend', { sensitive: of('sensitive'), highly: of('highlySensitive') })}</p>
            <FoldList
              rows={questionnaire.themes.map((theme) => {
                const items = questionnaire.items.filter((item) => item.theme === theme)
                return {
                  key: theme,
                  name: text.themes[theme] ?? theme,
                  aside: counted('plan.what.theme', items.length),
                  more: (
                    <ol className={styles.items}>
                      {items.map((item) => {
                        const wording = text.items[item.code]
                        return wording && <Question key={item.code} item={item} wording={wording} />
                      })}
                    </ol>
                  ),
                }
              })}
            />
          </section>
        )
      }}
    </Loaded>
  )
}

function Question({
  item,
  wording,
}: {
  readonly item: Pick<Item, 'options' | 'questionClass' | 'isTeachingEnvironment'> & { readonly showIf?: Item['showIf'] | undefined }
  readonly wording: Omit<ItemText, 'help'> & { readonly help?: string | undefined }
}) {
  const { t } = useWords()
  return (
    <li className={styles.item}>
      <h3 className={styles.question}>{wording.question}</h3>
      <p className={styles.tags}>
        {item.questionClass !== 'open' && (
          <Tag tone="warning" icon="lock">
            {t(`plan.what.${item.questionClass}`)}
          </Tag>
        )}
        {item.isTeachingEnvironment && (
          <Tag tone="neutral">
            <abbr title={t('plan.what.environment.long')}>{t('plan.what.environment')}</abbr>
          </Tag>
        )}
      </p>
      {wording.help !== undefined && <p className="quiet">{wording.help}</p>}
      {item.showIf && <p className="quiet small">{t('plan.what.showIf')}</p>}
      <ul className={styles.options}>
        {item.options.map((option) => (
          <li key={option}>{wording.options[option]}</li>
        ))}
      </ul>
      <p className="quiet small">
        <strong>{t('plan.what.why')}</strong> {wording.why}
      </p>
    </li>
  )
}
