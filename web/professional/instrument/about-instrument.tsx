/** All that is known of one instrument: what it measures, its forms, its terms, its packs, its norms, and its limits. */
import type { ReactNode } from 'react'
import type { InstrumentCard } from '#api/instrument.ts'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import styles from './instrument.module.css'

type Version = InstrumentCard['versions'][number]
type Norm = InstrumentCard['norms'][number]

export function About({ instrument }: { readonly instrument: InstrumentCard }) {
  const { t, language } = useWords()
  const { licence, measures, mayBeAskedIn, versions, packs, norms, limits } = instrument
  const ages = useAges()
  const recall = useRecall()
  return (
    <div className={styles.about}>
      <Fact name={t('instrument.measures')}>{measures.map((one) => one[language]).join(', ')}</Fact>
      <Fact name={t('instrument.tracks')}>
        {mayBeAskedIn.length === 0 ? t('instrument.track.none') : mayBeAskedIn.map((track) => t(`instrument.track.${track}`)).join(', ')}
      </Fact>
      <Table
        caption={t('instrument.versions')}
        narrow="fold"
        rows={versions}
        rowKey={({ code }) => code}
        columns={[
          { key: 'code', heading: t('instrument.version'), isName: true, cell: ({ code }) => code },
          { key: 'informant', heading: t('instrument.version.informant'), cell: ({ informant }) => t(`instrument.informant.${informant}`) },
          { key: 'ages', heading: t('instrument.version.ages'), cell: ages },
          { key: 'recall', heading: t('instrument.version.recall'), cell: recall },
          {
            key: 'languages',
            heading: t('instrument.version.languages'),
            cell: ({ languages }) => languages.map((one) => t(`instrument.language.${one}`)).join(', ') || t('instrument.version.none'),
          },
        ]}
      />
      <Part title={t('instrument.terms')}>
        <p>{t(`instrument.text.${licence.text}`)}</p>
        <Fact name={t('instrument.holder')}>{licence.holder}</Fact>
        <Fact name={t('instrument.condition')}>
          <span lang="en">{licence.condition}</span>
        </Fact>
      </Part>
      {packs.length > 0 && (
        <Part title={t('instrument.packs')}>
          <ul className={styles.points}>
            {packs.map((pack) => (
              <li key={`${pack.language} ${pack.versions.join(' ')}`}>
                <Pack pack={pack} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t('instrument.norms')}>
        {norms.length === 0 ? (
          <p>{t('instrument.norms.none')}</p>
        ) : (
          <ul className={styles.points}>
            {norms.map((norm) => (
              <li key={norm.bands.da}>
                <NormSet norm={norm} />
              </li>
            ))}
          </ul>
        )}
      </Part>
      {limits.length > 0 && (
        <Part title={t('instrument.limits')}>
          <p className={styles.facts}>{t('instrument.limits.language')}</p>
          <ul className={styles.points} lang="en">
            {limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.part}>
      <h4 className={styles.partName}>{title}</h4>
      {children}
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <p>
      <strong>{name}:</strong> {children}
    </p>
  )
}

function Pack({ pack }: { readonly pack: InstrumentCard['packs'][number] }) {
  const { t, day } = useWords()
  const language = t(`instrument.language.${pack.language as 'da'}`)
  return (
    <>
      <p>{t('instrument.pack', { language, versions: pack.versions.join(', ') })}</p>
      {pack.state === 'altered' ? (
        <p>{t('instrument.pack.altered')}</p>
      ) : (
        <p className={styles.facts}>
          {[
            pack.expiresOn === null ? t('instrument.pack.noEnd') : t('instrument.pack.until', { date: day(pack.expiresOn) }),
            pack.number === null
              ? t('instrument.pack.to', { to: pack.licensedTo })
              : t('instrument.pack.licence', { number: pack.number, to: pack.licensedTo }),
            pack.notice,
          ].join(' · ')}
        </p>
      )}
    </>
  )
}

function NormSet({ norm: { bands, norm, verified, tables, sources } }: { readonly norm: Norm }) {
  const { t, language } = useWords()
  const held =
    tables === 0
      ? t('instrument.norms.noTables')
      : verified === tables
        ? t('instrument.norms.verified')
        : verified === 0
          ? t('instrument.norms.unverified')
          : t('instrument.norms.some', { verified, tables })
  return (
    <>
      <p>
        {bands[language]}: {norm[language]}
      </p>
      <p className={styles.facts}>{held}</p>
      {sources.map((source) => (
        <p key={source} className={styles.facts}>
          {t('instrument.norms.source', { source })}
        </p>
      ))}
    </>
  )
}

/** Beyond this the form has no upper age that anybody means. */
const noUpperAge = 99

function useAges(): (version: Version) => string {
  const { t } = useWords()
  return ({ ages: { from, to, in: unit } }) => {
    if (unit === 'months') return t('instrument.ages.months', { from, to })
    if (to >= noUpperAge) return t('instrument.ages.upward', { from })
    return from === to ? t('instrument.ages.oneYear', { from }) : t('instrument.ages.years', { from, to })
  }
}

function useRecall(): (version: Version) => string {
  const { t, counted } = useWords()
  return ({ recall }) => {
    const count = Number(recall.slice(1, -1))
    const unit = recall.slice(-1) as 'D' | 'W' | 'M' | 'Y'
    return count === 0 ? t('instrument.recall.now') : counted(`instrument.recall.${unit}`, count)
  }
}
