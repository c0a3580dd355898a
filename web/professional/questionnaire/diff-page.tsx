/** What is different between two versions of a questionnaire, for those who write it and those who read its figures. */
import { useLocation, useSearch } from 'wouter'
import { diffVersions, isSame, type VersionDiff } from '#domain/questionnaire/edition-diff.ts'
import { compareVersions } from '#domain/questionnaire/version.ts'
import { Select } from '../../design/select/select.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import type { Version } from './composing.ts'
import { DiffView } from './diff-view.tsx'
import { diffAddress, readAddress } from './questionnaire-address.ts'
import styles from './questionnaire.module.css'

export function DiffPage({ code }: { readonly code: string }) {
  const search = new URLSearchParams(useSearch())
  const [from, to] = [search.get('fra') ?? '', search.get('til') ?? '']
  const before = useRead('getQuestionnaire', { params: { code, version: from } })
  const after = useRead('getQuestionnaire', { params: { code, version: to } })
  const all = useRead('listQuestionnaires', undefined)
  return (
    <LoadedPage query={before}>
      {(old) => (
        <LoadedPage query={after}>
          {(now) => (
            <LoadedPage query={all}>
              {(listed) => (
                <Difference
                  before={old as Version}
                  after={now as Version}
                  versions={listed.flatMap((one) => (one.code === code ? [one.version] : [])).toSorted(compareVersions)}
                />
              )}
            </LoadedPage>
          )}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

/** As many as there are lines to read below. */
function countDifferences({ replaced, added, removed, changed, moved, title }: VersionDiff): number {
  return replaced.length + added.length + removed.length + changed.length + moved.length + title.length
}

type DifferenceProps = { readonly before: Version; readonly after: Version; readonly versions: readonly string[] }

function Difference({ before, after, versions }: DifferenceProps) {
  const { t, counted, language } = useWords()
  const [, go] = useLocation()
  const { code, version: to } = after.questionnaire
  const from = before.questionnaire.version
  const diff = diffVersions(before, after)
  const title = after.texts[language].title
  const options = versions.map((version) => ({ value: version, label: version }))
  return (
    <Page
      title={isSame(diff) ? t('diff.none') : counted('diff.found', countDifferences(diff), { from, to })}
      tab={t('diff.tab', { title })}
      lead={title}
      path={[
        { label: t('questionnaire.tab'), href: addresses.questionnaire },
        { label: `${title} ${to}`, href: readAddress(code, to) },
      ]}
    >
      <div className={styles.versions}>
        <Select label={t('diff.from')} options={options} value={from} onChange={(one) => go(diffAddress(code, one, to))} />
        <Select label={t('diff.to')} options={options} value={to} onChange={(one) => go(diffAddress(code, from, one))} />
      </div>
      <DiffView before={before} after={after} diff={diff} />
    </Page>
  )
}
