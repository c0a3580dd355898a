/** The class's lesson, as its teacher and the class's wall see it. */
import type { Page } from 'playwright-core'
import { addresses } from '#web/professional/shell/navigation.ts'
import { openLesson } from './lesson.ts'
import { answerChanged, type Backstage, people, settled } from './stage.ts'
import { thisYear } from './survey-scenes.ts'

const smallTeacher = 'Mads Toft'
const reader = 'Karen Holm'

/** From home to the lesson that is going on in a class. */
export async function comeToLesson({ at }: Pick<Backstage, 'at'>, name: string, className: string): Promise<Page> {
  const page = await at(name, addresses.home)
  await openLesson(page, className, thisYear)
  return settled(page)
}

export function addLessonScenes({ scene, at, expect }: Backstage): void {
  const teacher = people.teacher
  scene('klassens-time', () => at(teacher, addresses.lesson))
  const inLesson = (name: string, className: string) => comeToLesson({ at }, name, className)
  scene('timen-i-gang', () => inLesson(teacher, '5.A'))
  scene('timen-navne', async () => {
    const page = await inLesson(teacher, '5.A')
    await page.getByRole('button', { name: 'Vis navne' }).click()
    return page
  })
  const paused = (page: Page) =>
    page.route(/\/api\/v1\/lessons\/[^/]+(\/board)?$/, (route) => answerChanged(route, (lesson) => ({ ...lesson, isPaused: true })))
  const atWall = async (isPaused: boolean) => {
    const page = await inLesson(teacher, '5.A')
    if (isPaused) await paused(page)
    await page.goto(`${page.url()}/tavle`)
    await page.getByRole('heading', { level: 1, name: isPaused ? '5.A: vi holder pause' : '5.A: sådan kommer I i gang' }).waitFor()
    return settled(page)
  }
  scene('tavlen', () => atWall(false))
  scene('tavlen-pause', () => atWall(true))
  scene('timen-pause', async () => {
    const page = await inLesson(teacher, '5.A')
    await paused(page)
    await page.getByRole('button', { name: 'Fortsæt timen' }).waitFor()
    return settled(page)
  })
  const choosingSlip = async () => {
    const page = await inLesson(teacher, '5.A')
    await page.getByRole('button', { name: 'Find en elevs seddel' }).click()
    await page.getByRole('combobox', { name: 'Elev' }).selectOption({ index: 1 })
    return settled(page)
  }
  scene('timen-hvis-seddel', choosingSlip)
  scene('timen-en-seddel', async () => {
    const page = await choosingSlip()
    await page.getByRole('button', { name: 'Vis sedlen' }).click()
    await page.getByRole('button', { name: 'Skjul sedlen' }).waitFor()
    return settled(page)
  })
  scene('timen-ny-seddel', async () => {
    const page = await choosingSlip()
    await page.getByRole('button', { name: 'Lav en ny seddel' }).click()
    return settled(page)
  })
  scene('timen-seddel-brugt', async () => {
    const page = await choosingSlip()
    await page.route(/\/slip$/, (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 409, contentType: 'application/problem+json', json: { title: 'slip-used', status: 409 } })
        : route.continue(),
    )
    expect(teacher, /status of 409/)
    await page.getByRole('button', { name: 'Lav en ny seddel' }).click()
    await page.getByRole('button', { name: 'Ja, lav en ny' }).click()
    await page.getByText('Sendte svar står uden navn', { exact: false }).waitFor()
    return settled(page)
  })
  scene('timen-afslut', async () => {
    const page = await inLesson(teacher, '5.A')
    await page.getByRole('button', { name: 'Afslut timen' }).click()
    return settled(page)
  })
  scene('timen-slut-for-faa', async () => {
    const page = await inLesson(smallTeacher, '5.M')
    await page.getByRole('button', { name: 'Afslut timen' }).click()
    await page.getByRole('button', { name: 'Ja, afslut' }).click()
    await page.getByText('Klassens tal kan ikke vises').waitFor()
    return settled(page)
  })
  scene(
    'timen-slut',
    async () => {
      const page = await at(reader, addresses.lesson)
      await page.getByRole('link', { name: 'Se resultatet for 6.B' }).first().click()
      await page.getByRole('heading', { level: 1, name: 'Timen i 6.B er slut' }).waitFor()
      return settled(page)
    },
    'alike',
  )
}
