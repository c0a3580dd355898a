/** How much of a draft is translated, and what has changed in Danish since. */
import { diffVersions } from '#domain/questionnaire/edition-diff.ts'
import { respondentLanguages } from '#domain/text/text.ts'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Table } from '../../design/table/table.tsx'
import { useWords } from '../language.tsx'
import { Sheet } from '../shell/page.tsx'
import type { Version } from './composing.ts'

export function EditionTranslations({ base, draft }: { readonly base: Version; readonly draft: Version }) {
  const { t, counted } = useWords()
  const { changed } = diffVersions(base, draft)
  const rows = respondentLanguages.map((language) => ({
    language,
    isThere: draft.texts[language] !== undefined,
    wasThere: base.texts[language] !== undefined,
    behind: changed.filter(
      ({ words }) => words.some((one) => one.language === 'da') && !words.some((one) => one.language === language) && language !== 'da',
    ),
  }))
  return (
    <Sheet>
      <Table<(typeof rows)[number]>
        caption={t('edition.translations.caption')}
        isCaptionHidden
        rows={rows}
        rowKey={({ language }) => language}
        narrow="fold"
        columns={[
          {
            key: 'language',
            heading: t('edition.translations.language'),
            isName: true,
            cell: ({ language }) => t(`questionnaire.language.${language}`),
          },
          {
            key: 'state',
            heading: t('edition.translations.state'),
            cell: ({ isThere, wasThere, behind }) =>
              !isThere ? (
                t(wasThere ? 'edition.translations.lost' : 'edition.translations.none', { version: base.questionnaire.version })
              ) : behind.length === 0 ? (
                t('edition.translations.whole', { count: draft.questionnaire.items.length })
              ) : (
                <Disclosure summary={counted('edition.translations.changed', behind.length)}>
                  <ul>
                    {behind.map(({ code }) => (
                      <li key={code}>{draft.texts.da.items[code]?.question}</li>
                    ))}
                  </ul>
                </Disclosure>
              ),
          },
        ]}
      />
    </Sheet>
  )
}
