/** News from the association, for everybody. */
import type { NewsItem } from '#api/network.ts'
import { EmptyState } from '../../design/empty-state/empty-state.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { Page } from '../shell/page.tsx'
import { useNewsText } from './news-text.ts'
import styles from './network.module.css'

export function NewsPage() {
  const { t } = useWords()
  const news = useRead('listNews', undefined)
  return (
    <LoadedPage query={news}>
      {(items) => (
        <Page title={t('news.title')} lead={t('news.lead')}>
          {items.length === 0 ? (
            <EmptyState title={t('news.none')}>{t('news.none.text')}</EmptyState>
          ) : (
            <div>
              {items.map((item) => (
                <Article key={item.id} item={item} />
              ))}
            </div>
          )}
        </Page>
      )}
    </LoadedPage>
  )
}

function Article({ item }: { readonly item: NewsItem }) {
  const { day } = useWords()
  const { title, body, language } = useNewsText(item)
  return (
    <article className={styles.article} id={item.id} lang={language}>
      <h2>{title}</h2>
      <p className="small quiet">{day(item.shownOn)}</p>
      <p className={styles.body}>{body}</p>
    </article>
  )
}
