/** Why a child is opened, before anything of the child is shown: not even the name has been asked for. */
import { purposes } from '#api/health.ts'
import { Icon } from '../../design/icon/icon.tsx'
import { useWords } from '../language.tsx'
import { addresses } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { childAddress } from './child-address.ts'
import styles from './child-page.module.css'

export function PurposePage({ id }: { readonly id: string }) {
  const { t } = useWords()
  return (
    <Page title={t('child.purpose.title')} lead={t('child.purpose.lead')} path={[{ label: t('child.path'), href: addresses.children }]}>
      <ul className={styles.purposes}>
        {purposes.map((purpose) => (
          <li key={purpose}>
            <a className={styles.purpose} href={childAddress(id, { purpose })}>
              <span>
                <strong>{t(`child.purpose.${purpose}`)}</strong>
                <span className="quiet">{t(`child.purpose.${purpose}.text`)}</span>
              </span>
              <Icon name="forward" />
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}
