/** A published assessment, for everybody: nobody signs in to read it. */
import type { EnvironmentPublication } from '#domain/environment/publication-schema.ts'
import { writeNumber, writePercent } from '#domain/text/format.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page, Section, Sheet } from '../shell/page.tsx'
import styles from './environment.module.css'

type PublishedPageProps = { readonly municipalityId: string; readonly institutionId: string }

export function PublishedPage({ municipalityId, institutionId }: PublishedPageProps) {
  const { language } = useWords()
  const params = { municipalityId: Number(municipalityId), institutionId }
  const published = useRead('getPublishedEnvironment', { params })
  return (
    <LoadedPage query={published}>
      {(document) => (
        <PublishedView
          document={document}
          pdf={`/api/v1/published-environments/${params.municipalityId}/${institutionId}/pdf?language=${language}`}
        />
      )}
    </LoadedPage>
  )
}

function PublishedView({ document, pdf }: { readonly document: EnvironmentPublication; readonly pdf: string }) {
  const { t, day, period, percent, language } = useWords()
  const { words, answered, invited } = document
  const isDaycare = document.kind === 'daycare'
  const nameOf = (theme: string) => document.themes.find((one) => one.theme === theme)?.name[language] ?? theme
  return (
    <Page
      title={t(isDaycare ? 'environment.title.daycare' : 'environment.title', { name: document.institution })}
      lead={t('environment.public.lead', { municipality: document.municipality, date: day(document.publishedOn) })}
      actions={
        <LinkButton href={pdf} look="secondary" icon="download" download>
          {t('environment.public.pdf')}
        </LinkButton>
      }
    >
      {words.summary !== '' && <p className={`lead ${styles.measure}`}>{words.summary}</p>}
      <p className={`quiet ${styles.measure}`}>{t(isDaycare ? 'environment.public.what.daycare' : 'environment.public.what')}</p>

      <Section title={`1. ${t('environment.step.mapping')}`}>
        <p className={styles.measure}>
          {t('environment.document.mapping', {
            survey: document.survey,
            period: period(document.opensOn, document.closesOn),
            answered,
            invited,
            percent: percent(answered, invited),
          })}{' '}
          {t('environment.document.how')}
        </p>
        {document.themes
          .filter(({ figures }) => figures.length > 0)
          .map(({ theme, name, figures }) => (
            <div key={theme} className={`${styles.theme} ${styles.mapped}`}>
              <h3>{name[language]}</h3>
              <Sheet>
                <Table
                  caption={name[language]}
                  isCaptionHidden
                  narrow="fold"
                  rows={figures}
                  rowKey={({ item }) => item}
                  columns={[
                    {
                      key: 'question',
                      heading: t('environment.document.question'),
                      isName: true,
                      cell: ({ question, finding }) => (
                        <>
                          {finding[language]}
                          <span className={`quiet small ${styles.question}`}>{question[language]}</span>
                        </>
                      ),
                    },
                    {
                      key: 'share',
                      heading: t('environment.document.share'),
                      isNumber: true,
                      cell: ({ percent: share, n }) => writePercent(share, language, n < 100 ? 0 : 1),
                    },
                    {
                      key: 'interval',
                      heading: t('environment.document.interval'),
                      isNumber: true,
                      cell: ({ low, high, n }) =>
                        `${writeNumber(low, language, n < 100 ? 0 : 1)}–${writePercent(high, language, n < 100 ? 0 : 1)}`,
                    },
                    { key: 'n', heading: t('environment.document.n'), isNumber: true, cell: ({ n }) => writeNumber(n, language) },
                  ]}
                />
              </Sheet>
            </div>
          ))}
        <p className="quiet small">{t('environment.public.hidden')}</p>
      </Section>

      <Section title={`2. ${t('environment.step.assessment')}`}>
        {words.themes
          .filter(({ well, change }) => well !== '' || change !== '')
          .map(({ theme, well, change }) => (
            <div key={theme} className={styles.theme}>
              <h3>{nameOf(theme)}</h3>
              {well !== '' && (
                <p className={styles.measure}>
                  <strong>{t('environment.well')}</strong> {well}
                </p>
              )}
              {change !== '' && (
                <p className={styles.measure}>
                  <strong>{t('environment.change')}</strong> {change}
                </p>
              )}
            </div>
          ))}
        {words.involved !== '' && (
          <div className={styles.theme}>
            <h3>{t(isDaycare ? 'environment.involved.daycare' : 'environment.involved')}</h3>
            <p className={styles.measure}>{words.involved}</p>
          </div>
        )}
      </Section>

      <Section title={`3. ${t('environment.step.plan')}`}>
        {document.plans.length === 0 && <p>{t('environment.public.noPlan')}</p>}
        {document.plans.length > 0 && (
          <Sheet>
            <Table
              caption={t('environment.step.plan')}
              isCaptionHidden
              narrow="fold"
              rows={document.plans}
              rowKey={({ title }) => title}
              columns={[
                {
                  key: 'title',
                  heading: t('environment.plan.title'),
                  isName: true,
                  cell: ({ title, aim }) => (
                    <>
                      {title}
                      {aim !== '' && <span className={`quiet small ${styles.question}`}>{aim}</span>}
                    </>
                  ),
                },
                { key: 'owner', heading: t('environment.plan.owner'), cell: ({ owner }) => owner },
                {
                  key: 'due',
                  heading: t('environment.plan.dueOn'),
                  cell: ({ dueOn }) => <span className={styles.share}>{day(dueOn)}</span>,
                },
              ]}
            />
          </Sheet>
        )}
      </Section>

      <Section title={`4. ${t('environment.step.followUp')}`}>
        {words.followUp !== '' && <p className={styles.measure}>{words.followUp}</p>}
        <p>
          {t('environment.document.followUpOn', { date: day(document.followUpOn) })}{' '}
          {t('environment.document.nextOn', { date: day(document.nextOn) })}
        </p>
      </Section>
      <p className="quiet small">{t(isDaycare ? 'environment.document.law.daycare' : 'environment.document.law')}</p>
    </Page>
  )
}
