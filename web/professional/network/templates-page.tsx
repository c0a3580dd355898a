/** The archive of letters, agendas and plans; one at a time, to read, print or take along. */
import { useState } from 'react'
import { useSearch } from 'wouter'
import { templateKinds } from '#domain/network/template-kinds.ts'
import type { Output } from '../../client.ts'
import { Button } from '../../design/button/button.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { useRead } from '../server-state.ts'
import { LoadedPage, MissingPage } from '../shell/loaded.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page, Section } from '../shell/page.tsx'
import styles from './network.module.css'

type Template = Output<'listTemplates'>[number]

const address = '/skabeloner'

export function TemplatesPage() {
  const { t } = useWords()
  const chosen = new URLSearchParams(useSearch()).get('skabelon')
  const templates = useRead('listTemplates', undefined)
  return (
    <LoadedPage query={templates}>
      {(all) => {
        const template = all.find(({ code }) => code === chosen)
        if (template) return <TemplatePage template={template} />
        if (chosen !== null) return <MissingPage />
        return (
          <Page title={t('templates.title')} lead={t('templates.lead')} path={[{ label: t('network.tab'), href: addresses.network }]}>
            {templateKinds.map((kind) => (
              <Section key={kind} title={t(`templates.kind.${kind}`)}>
                <ul className={styles.templates}>
                  {all
                    .filter((one) => one.kind === kind)
                    .map((one) => (
                      <Listed key={one.code} template={one} />
                    ))}
                </ul>
              </Section>
            ))}
          </Page>
        )
      }}
    </LoadedPage>
  )
}

function Listed({ template }: { readonly template: Template }) {
  const { t, language } = useWords()
  const { title, purpose } = template.texts[language]
  return (
    <li className={styles.template}>
      <h3 className={styles.rowTitle}>
        <a href={`${address}?skabelon=${template.code}`}>{title}</a>
      </h3>
      <p className="small quiet">{purpose}</p>
      <Tag tone="neutral">{t(`templates.module.${template.module}`)}</Tag>
    </li>
  )
}

function TemplatePage({ template }: { readonly template: Template }) {
  const { t, language } = useWords()
  const { title, purpose, body } = template.texts[language]
  const [isCopied, setCopied] = useState(false)
  const plain = body.join('\n\n').replaceAll('\n\n- ', '\n- ')
  return (
    <Page
      title={title}
      lead={purpose}
      path={[
        { label: t('network.tab'), href: addresses.network },
        { label: t('templates.tab'), href: address },
      ]}
      actions={
        <>
          <Button icon={isCopied ? 'check' : 'file'} onClick={() => void navigator.clipboard.writeText(plain).then(() => setCopied(true))}>
            {t(isCopied ? 'templates.copied' : 'templates.copy')}
          </Button>
          <Button look="secondary" icon="print" onClick={() => window.print()}>
            {t('templates.print')}
          </Button>
        </>
      }
    >
      <p className={`small quiet ${styles.noPrint}`}>{t('templates.fill')}</p>
      <article className={styles.letter} data-kind={template.kind} aria-label={title}>
        <Lines body={body} />
      </article>
    </Page>
  )
}

/** Points that follow each other are one list. */
function Lines({ body }: { readonly body: readonly string[] }) {
  const blocks: string[][] = []
  for (const line of body) {
    const last = blocks.at(-1)
    if (line.startsWith('- ') && last?.[0]?.startsWith('- ')) last.push(line)
    else blocks.push([line])
  }
  return blocks.map((block, place) =>
    block[0]?.startsWith('- ') ? (
      <ul key={place}>
        {block.map((line) => (
          <li key={line}>
            <Fillable text={line.slice(2)} />
          </li>
        ))}
      </ul>
    ) : (
      <p key={place}>
        <Fillable text={block[0] ?? ''} />
      </p>
    ),
  )
}

/** What the municipality fills in stands out. */
function Fillable({ text }: { readonly text: string }) {
  return text.split(/(\[[^\]]+\])/).map((part, place) => (part.startsWith('[') ? <mark key={place}>{part}</mark> : part))
}
