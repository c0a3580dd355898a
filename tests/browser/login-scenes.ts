/** The way in, and whom it turns away. */
import { type Backstage, settled } from './stage.ts'
import { logins, pickPerson } from './visitor.ts'

export function addLoginScenes({ scene, origin, stranger }: Backstage): void {
  const atLogin = async (name: string, login: RegExp = logins.uniLogin) => {
    const page = await stranger('/', /status of 403/, /answers 403/)
    await pickPerson(page, origin, name, login)
    await page.waitForURL(`${origin}/auth/**`)
    return settled(page)
  }
  scene('log-ind', () => stranger('/auth/sign-in'))
  scene('login-ingen-adgang', () => atLogin('Frida Klausen'))
  scene('login-ingen-ret', () => atLogin('Grethe Overgaard', logins.contextHandler))
  scene('login-en-faktor', () => atLogin('Gorm Iversen'), 'alike')
  scene('login-vaelg-rolle', () => atLogin('Rasmus Bech'))
}
