/** Somebody who is not signed in stands at a page that needs it. */
import { LinkButton } from '../../design/link-button/link-button.tsx'
import { useWords } from '../language.tsx'
import { Page } from '../shell/page.tsx'
import { PublicFrame } from '../shell/public-frame.tsx'
import { signInAddress } from '../shell/sign-in-address.ts'

export function SignInPage({ returnTo }: { readonly returnTo: string }) {
  const { t } = useWords()
  return (
    <PublicFrame>
      <Page
        title={t('shell.signInFirst.title')}
        lead={t('shell.signInFirst.text')}
        actions={<LinkButton href={signInAddress(returnTo)}>{t('shell.signIn')}</LinkButton>}
      />
    </PublicFrame>
  )
}
