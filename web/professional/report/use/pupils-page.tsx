/** The pupils' own version: how many of how many, as people to count, in words a ten-year-old reads. Prints as a poster. */
import { useId } from 'react'
import { people } from '#domain/report/chart/people.ts'
import { outOf } from '#domain/report/use/out-of.ts'
import { pickFew } from '#domain/report/use/picks.ts'
import { unitPlace } from '#domain/report/unit-name.ts'
import { Button } from '../../../design/button/button.tsx'
import { Drawing } from '../../../design/chart/drawing.tsx'
import { Pictogram } from '../../../design/pictogram/pictogram.tsx'
import { useWords } from '../../language.tsx'
import { Page } from '../../shell/page.tsx'
import { pictogramOf } from './theme-pictograms.ts'
import { reportAddress } from './use-address.ts'
import { type Told, UsePage, type Using } from './use-page.tsx'
import styles from './use.module.css'

export function PupilsPage({ surveyId }: { readonly surveyId: string }) {
  return (
    <UsePage surveyId={surveyId} form="pupils" room={() => 'pupils'}>
      {(using) => <Poster using={using} />}
    </UsePage>
  )
}

function Poster({ using: { listed, choice, told, report, reading, asked } }: { readonly using: Using }) {
  const { t, language } = useWords()
  const text = asked.texts[language]
  const sayable = told.filter(({ card }) => card.figure?.favourable && (text.items[card.item]?.finding ?? '') !== '')
  const picked = pickFew(
    sayable.map(({ card }) => card),
    4,
    2,
  )
  return (
    <Page
      title={t('use.pupils.title', { place: unitPlace(report.unit, language) })}
      tab={t('use.pupils.tab', { name: reading.name })}
      lead={t('use.pupils.lead', { answered: report.unit.answered })}
      path={[{ label: reading.name, href: reportAddress(listed.surveyId, choice) }]}
      actions={
        <Button icon="print" onClick={() => window.print()}>
          {t('use.pupils.print')}
        </Button>
      }
    >
      <ul className={styles.poster}>
        {picked.map(({ item }) => {
          const one = sayable.find(({ card }) => card.item === item)
          return one && <Told key={item} one={one} finding={text.items[item]?.finding ?? ''} />
        })}
      </ul>
      <div className={styles.promise}>
        <p>
          <strong>{t('use.pupils.nobody')}</strong>
        </p>
        <p>{t('use.pupils.talk')}</p>
      </div>
    </Page>
  )
}

function Told({ one: { card, reading }, finding }: { readonly one: Told; readonly finding: string }) {
  const { t } = useWords()
  const id = useId()
  const { figure } = card
  if (!figure?.favourable) return null
  const { count, of, isRounded } = outOf(figure.favourable, figure.n)
  const name = count === of ? 'all' : count === 0 ? 'none' : isRounded ? 'about' : 'some'
  const sentence = t(`use.pupils.${name}`, { count, of, what: finding })
  return (
    <li className={styles.fact}>
      <Pictogram name={pictogramOf(card.theme)} />
      <div>
        <h2 className={styles.sentence}>{sentence}</h2>
        <div className={`chart__picture ${styles.crowd}`}>
          <Drawing tree={people({ id, width: 400, title: sentence, description: reading.question, count, of })} />
        </div>
        <p className="quiet">{t('use.pupils.asked', { question: reading.question })}</p>
      </div>
    </li>
  )
}
