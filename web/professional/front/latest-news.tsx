/** The newest news on the front page. The page is whole without it, so nothing is said while it is on its way. */
import type { NewsItem } from '#api/network.ts'
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { useNewsText } from '../network/news-text.ts'
import { useRead } from '../server-state.ts'
import { Band } from './band.tsx'
import styles from './front-page.module.css'

const shownAtMost = 3

export function LatestNews() {
  const { t } = useWords()
  const news = useRead('listNews', undefined)
  const latest = (news.data ?? []).slice(0, shownAtMost)
  if (latest.length === 0) return null
  return (
    <Band heading={t('front.news')} className={styles.white}>
      <ul className={styles.protections}>
        {latest.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      <p className={styles.more}>
        <LinkButton href="/nyheder" look="quiet" iconAfter="forward">
          {t('front.news.all')}
        </LinkButton>
      </p>
    </Band>
  )
}

function Item({ item }: { readonly item: NewsItem }) {
  const { day } = useWords()
  const { title, body, language } = useNewsText(item)
  const [first = ''] = body.split('\n')
  return (
    <li className={styles.protection} lang={language}>
      <h3>
        <a href={`/nyheder#${item.id}`}>{title}</a>
      </h3>
      <p className="small">{day(item.shownOn)}</p>
      <p>{first}</p>
    </li>
  )
}
