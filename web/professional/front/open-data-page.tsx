/** Open statistics: what municipalities have released together, for everybody, as files with a codebook. */
import type { OpenWave } from '#api/open-data.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { Loaded } from '../shell/loaded.tsx'
import { Page, Section, Sheet } from '../shell/page.tsx'
import styles from './open-data-page.module.css'

const rules = ['blocks', 'sample', 'interval', 'rankings'] as const

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
              {listed.map((wave) => (
                <Wave key={`${wave.code} ${wave.version} ${wave.schoolYear}`} wave={wave} />
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
          {t('openData.licence')} <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.
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

function Wave({ wave: { code, version, schoolYear, title, areas } }: { readonly wave: OpenWave }) {
  const { t, language, number, percent, schoolYear: writeYear } = useWords()
  const at = `/api/v1/open-data/${code}/${version}/${schoolYear}`
  const table = `language=${language}&dialect=${language === 'da' ? 'danish' : 'plain'}`
  const name = t('openData.wave', { title: title[language], year: writeYear(schoolYear) })
  const files = [
    ['csv', `${at}/csv?${table}`],
    ['codebook', `${at}/codebook?${table}`],
    ['json', at],
  ] as const
  return (
    <Section title={name}>
      <Sheet>
        <Table
          caption={name}
          isCaptionHidden
          narrow="fold"
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
            { key: 'institutions', heading: t('openData.institutions'), isNumber: true, cell: ({ institutions }) => number(institutions) },
            { key: 'answered', heading: t('openData.answered'), isNumber: true, cell: ({ answered }) => number(answered) },
            { key: 'share', heading: t('openData.share'), isNumber: true, cell: ({ answered, invited }) => percent(answered, invited) },
          ]}
        />
      </Sheet>
      <div className={styles.files}>
        {files.map(([file, href]) => (
          <LinkButton
            key={file}
            href={href}
            look="secondary"
            icon="download"
            download={`${code}-${schoolYear}${file === 'codebook' ? '-codebook' : ''}.${file === 'json' ? 'json' : 'csv'}`}
          >
            {t(`openData.file.${file}`)} <span className="visually-hidden">{name}</span>
          </LinkButton>
        ))}
      </div>
    </Section>
  )
}
