/** What a municipality can ask: the association's questionnaires, its own, and what somebody works on. */
import { may } from '#domain/access/policy.ts'
import type { Me } from '#api/session.ts'
import type { Output } from '../../client.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { FoldList } from '../shell/fold.tsx'
import { Loaded, LoadedPage } from '../shell/loaded.tsx'
import { Page, Section } from '../shell/page.tsx'
import { ordinals } from '../survey/grades.ts'
import { ImportFhir } from './moving.tsx'
import { composeAddress, editionAddress, readAddress } from './questionnaire-address.ts'
import styles from './questionnaire.module.css'

type Listed = Output<'listQuestionnaires'>[number]

export function QuestionnairesPage({ me }: { readonly me: Me }) {
  const questionnaires = useRead('listQuestionnaires', undefined)
  return <LoadedPage query={questionnaires}>{(all) => <Lists me={me} all={all} />}</LoadedPage>
}

function Lists({ me, all }: { readonly me: Me; readonly all: readonly Listed[] }) {
  const { t } = useWords()
  const isHome = may(me, 'questionnaire.compose')
  const newest = all.filter(({ composition, isNewest }) => composition === null && isNewest)
  const own = all.filter(({ composition, isNewest }) => composition !== null && isNewest)
  const older = all.filter(({ isNewest }) => !isNewest)
  return (
    <Page
      title={t('questionnaire.list.title')}
      tab={t('questionnaire.tab')}
      lead={t(isHome ? 'questionnaire.list.lead' : 'questionnaire.list.lead.read')}
    >
      {isHome && <Drafts />}
      {may(me, 'edition.read') && <Editions />}
      {(isHome || own.length > 0) && (
        <Section title={t('questionnaire.own')}>
          {own.length === 0 ? <p className="quiet">{t('questionnaire.own.empty')}</p> : <Cards rows={own} />}
        </Section>
      )}
      <Section title={t('questionnaire.association')}>
        <p className="quiet">{t('questionnaire.association.help')}</p>
        <Cards rows={newest} />
      </Section>
      {older.length > 0 && (
        <FoldList
          rows={[
            {
              key: 'older',
              name: t('questionnaire.older'),
              aside: String(older.length),
              more: <Cards rows={older} />,
            },
          ]}
        />
      )}
      {may(me, 'edition.write') && <ImportFhir />}
    </Page>
  )
}

function Cards({ rows }: { readonly rows: readonly Listed[] }) {
  const { t, language, list } = useWords()
  return (
    <ul className={styles.cards}>
      {rows.map(({ code, version, title, respondent, grades, items, minutes, composition }) => (
        <li key={`${code} ${version}`} className={styles.card}>
          <h3 className={styles.cardHead}>
            <a href={readAddress(code, version)}>{composition ? composition.name : title[language]}</a>
          </h3>
          {composition && <p className="small">{title[language]}</p>}
          <p className="quiet small">
            {t(`questionnaire.respondent.${respondent}`)}
            {grades.length > 0 && ` · ${t('questionnaire.grades', { grades: list(ordinals(grades, language)) })}`}
          </p>
          <p className="quiet small">{t('questionnaire.facts', { items, minutes })}</p>
          <p className={styles.tags}>
            <Tag tone="neutral">{t('questionnaire.version', { version })}</Tag>
          </p>
        </li>
      ))}
    </ul>
  )
}

function Drafts() {
  const { t, language, moment } = useWords()
  const compositions = useRead('listCompositions', undefined)
  return (
    <Loaded query={compositions}>
      {(all) => {
        const drafts = all.filter(({ state }) => state === 'draft')
        return drafts.length === 0 ? null : (
          <Section title={t('questionnaire.drafts')}>
            <ul className={styles.drafts}>
              {drafts.map(({ id, name, title, baseVersion, added, leftOut, changedAt }) => (
                <li key={id} className={styles.draft}>
                  <div>
                    <h3 className={styles.cardHead}>{name}</h3>
                    <p className="quiet small">{t('questionnaire.draftOf', { title: title[language], version: baseVersion })}</p>
                    <p className="quiet small">
                      {t('questionnaire.choice', { added, leftOut })} · {t('questionnaire.changedAt', { at: moment(changedAt) })}
                    </p>
                  </div>
                  <LinkButton look="secondary" href={composeAddress(id)} aria-label={`${t('questionnaire.continue')}: ${name}`}>
                    {t('questionnaire.continue')}
                  </LinkButton>
                </li>
              ))}
            </ul>
          </Section>
        )
      }}
    </Loaded>
  )
}

function Editions() {
  const { t, counted, language, moment } = useWords()
  const editions = useRead('listEditions', undefined)
  return (
    <Loaded query={editions}>
      {(all) => {
        const drafts = all.filter(({ state }) => state === 'draft')
        return drafts.length === 0 ? null : (
          <Section title={t('edition.list.title')}>
            <ul className={styles.drafts}>
              {drafts.map(({ id, title, version, changedAt, openComments, pilots, isSignedOff }) => (
                <li key={id} className={styles.draft}>
                  <div>
                    <h3 className={styles.cardHead}>{t('edition.title', { title: title[language], version })}</h3>
                    <p className="quiet small">{t('questionnaire.changedAt', { at: moment(changedAt) })}</p>
                    <p className={styles.tags}>
                      {openComments > 0 && <Tag tone="neutral">{counted('edition.list.comments', openComments)}</Tag>}
                      {isSignedOff ? (
                        <Tag tone="success" icon="check">
                          {t('edition.list.signedOff')}
                        </Tag>
                      ) : (
                        pilots > 0 && <Tag tone="neutral">{counted('edition.list.pilots', pilots)}</Tag>
                      )}
                    </p>
                  </div>
                  <LinkButton
                    look="secondary"
                    href={editionAddress(id)}
                    aria-label={`${t('questionnaire.open')}: ${t('edition.title', { title: title[language], version })}`}
                  >
                    {t('questionnaire.open')}
                  </LinkButton>
                </li>
              ))}
            </ul>
          </Section>
        )
      }}
    </Loaded>
  )
}
