/** Open statistics: what municipalities have released together, for everybody, as files with a codebook. */
import type { OpenWave } from '#api/open-data.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { FoldList } from '../shell/fold.tsx'
import { Loaded } from '../shell/loaded.tsx'
import { Page, Section, Sheet } from '../shell/page.tsx'
import { useNarrow } from '../shell/use-narrow.ts'
import styles from './open-data-page.module.css'

const rules = ['blocks', 'sample', 'interval', 'regions', 'rankings'] as const

export function OpenDataPage() {
  const { t } = useWords()
  const waves = useRead('listOpenData', undefined)
  return (
    <Page title={t('openData.title')} lead={t('openData.lead')}>
      <Loaded query={waves}>
        {(listed) =>
          listed.length === 0 ? (
            <EmptyState title={t('openData.none')}>{t('openData.none.text')}</EmptyState>
          ) : (
            <>
              <p>{t('openData.files')}</p>
              {newestOf(listed).map((wave) => (
                <Wave key={keyOf(wave)} wave={wave} earlier={listed.filter((one) => one !== wave && one.code === wave.code)} />
              ))}
            </>
          )
        }
      </Loaded>
      <Section title={t('openData.read')}>
        <ul className={styles.rules}>
          {rules.map((rule) => (
            <li key={rule}>{t(`openData.read.${rule}`)}</li>
          ))}
        </ul>
        <p>
          {t('openData.licence')}{' '}
          <a className={styles.licence} href="https://creativecommons.org/licenses/by/4.0/">
            CC BY 4.0
          </a>
          .
        </p>
      </Section>
      <Disclosure summary={t('openData.programs')}>
        <p>{t('openData.programs.text')}</p>
        <p>
          <a href="/api/v1/open-data/catalogue">/api/v1/open-data/catalogue</a>
        </p>
      </Disclosure>
    </Page>
  )
}

const keyOf = ({ code, version, schoolYear }: OpenWave) => `${code} ${version} ${schoolYear}`

/** The newest of each questionnaire, in the list's order; the years before are behind it. */
function newestOf(listed: readonly OpenWave[]): readonly OpenWave[] {
  return listed.filter((wave) => !listed.some(({ code, schoolYear }) => code === wave.code && schoolYear > wave.schoolYear))
}

function Wave({ wave, earlier }: { readonly wave: OpenWave; readonly earlier: readonly OpenWave[] }) {
  const { t, language, schoolYear } = useWords()
  return (
    <Section title={t('openData.wave', { title: wave.title[language], year: schoolYear(wave.schoolYear) })}>
      <Figures wave={wave} />
      {earlier.length > 0 && (
        <FoldList
          rows={earlier.map((one) => ({
            key: keyOf(one),
            name: t('openData.wave', { title: one.title[language], year: schoolYear(one.schoolYear) }),
            aside: t('openData.earlier'),
            more: <Figures wave={one} />,
          }))}
        />
      )}
    </Section>
  )
}

/** How many stand behind each area, and the files. */
function Figures({ wave: { code, version, schoolYear, title, areas } }: { readonly wave: OpenWave }) {
  const { t, language, number, percent, schoolYear: writeYear } = useWords()
  const isNarrow = useNarrow()
  const at = `/api/v1/open-data/${code}/${version}/${schoolYear}`
  const table = `language=${language}&dialect=${language === 'da' ? 'danish' : 'plain'}`
  const name = t('openData.wave', { title: title[language], year: writeYear(schoolYear) })
  const files = [
    ['csv', `${at}/csv?${table}`],
    ['codebook', `${at}/codebook?${table}`],
    ['json', at],
  ] as const
  return (
    <>
      {isNarrow ? (
        <dl className={styles.areas}>
          {areas.map(({ area, name: of, municipalities, institutions, answered, invited }) => (
            <div key={area}>
              <dt>{of[language]}</dt>
              <dd>
                {t('openData.brief', {
                  answered: number(answered),
                  institutions: number(institutions),
                  municipalities: number(municipalities),
                  percent: percent(answered, invited),
                })}
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <Sheet>
          <Table
            caption={name}
            isCaptionHidden
            rows={areas}
            rowKey={({ area }) => area}
            columns={[
              { key: 'area', heading: t('openData.area'), isName: true, cell: (area) => area.name[language] },
              {
                key: 'municipalities',
                heading: t('openData.municipalities'),
                isNumber: true,
                cell: ({ municipalities }) => number(municipalities),
              },
              {
                key: 'institutions',
                heading: t('openData.institutions'),
                isNumber: true,
                cell: ({ institutions }) => number(institutions),
              },
              { key: 'answered', heading: t('openData.answered'), isNumber: true, cell: ({ answered }) => number(answered) },
              { key: 'share', heading: t('openData.share'), isNumber: true, cell: ({ answered, invited }) => percent(answered, invited) },
            ]}
          />
        </Sheet>
      )}
      <div className={styles.files}>
        {files.map(([file, href]) => (
          <LinkButton
            key={file}
            href={href}
            look="secondary"
            size="small"
            icon="download"
            download={`${code}-${schoolYear}${file === 'codebook' ? '-codebook' : ''}.${file === 'json' ? 'json' : 'csv'}`}
          >
            {t(`openData.file.${file}`)} <span className="visually-hidden">{name}</span>
          </LinkButton>
        ))}
      </div>
    </>
  )
}
