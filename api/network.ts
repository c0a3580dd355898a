/**
 * Between municipalities: reference persons, questions and answers, news, templates. Inside one: comments and
 * tasks on a report or a plan. No text here may be about a child, and one that holds a CPR number is refused.
 */
import { z } from 'zod'
import { roles } from '#domain/access/actor.ts'
import { topics } from '#domain/network/topic.ts'
import { Template } from '#domain/network/template-schema.ts'
import { operation } from './operation.ts'

const topic = z.enum(topics)
const line = (letters: number) => z.string().trim().min(1).max(letters)
const longest = 4_000
/** Null: the municipality alone is named. */
const isNamed = z.boolean()
const municipality = z.object({ id: z.int(), name: z.string() })
const byId = z.object({ id: z.uuid() })

export const ReferencePerson = z
  .object({
    id: z.uuid(),
    municipality,
    topic,
    name: z.string(),
    title: z.string(),
    contact: z.string(),
    about: z.string(),
    isPublished: z.boolean(),
    isOwn: z.boolean(),
  })
  .meta({ id: 'ReferencePerson' })
export type ReferencePerson = z.infer<typeof ReferencePerson>

export const listReferencePersons = operation({
  method: 'GET',
  path: '/reference-persons',
  summary: 'Who in which municipality may be asked about what',
  login: 'staff',
  act: 'network.read',
  audit: null,
  output: z.array(ReferencePerson),
})

export const saveReferencePerson = operation({
  method: 'PUT',
  path: '/reference-persons/:topic',
  summary: 'Be a reference person for a topic, or change what others see',
  login: 'staff',
  act: 'network.write',
  audit: 'reference-person.saved',
  params: z.object({ topic }),
  body: z.object({
    name: line(100),
    title: z.string().trim().max(100),
    contact: line(200),
    about: z.string().trim().max(1_000),
    isPublished: z.boolean(),
  }),
})

export const removeReferencePerson = operation({
  method: 'DELETE',
  path: '/reference-persons/:id',
  summary: 'Be a reference person no longer; an administrator may take anybody of the municipality off the list',
  login: 'staff',
  act: 'network.write',
  audit: 'reference-person.removed',
  params: byId,
})

export const NetworkQuestion = z
  .object({
    id: z.uuid(),
    municipality,
    topic,
    title: z.string(),
    body: z.string(),
    /** Null when the person chose not to be named. */
    authorName: z.string().nullable(),
    askedAt: z.iso.datetime(),
    answers: z.int(),
    isOwn: z.boolean(),
  })
  .meta({ id: 'NetworkQuestion' })
export type NetworkQuestion = z.infer<typeof NetworkQuestion>

export const NetworkAnswer = z
  .object({
    id: z.uuid(),
    municipality,
    body: z.string(),
    authorName: z.string().nullable(),
    answeredAt: z.iso.datetime(),
    isOwn: z.boolean(),
  })
  .meta({ id: 'NetworkAnswer' })

export const listNetworkQuestions = operation({
  method: 'GET',
  path: '/network-questions',
  summary: 'Questions municipalities have asked each other, newest first',
  login: 'staff',
  act: 'network.read',
  audit: null,
  output: z.array(NetworkQuestion),
})

export const getNetworkQuestion = operation({
  method: 'GET',
  path: '/network-questions/:id',
  summary: 'One question with its answers, oldest first',
  login: 'staff',
  act: 'network.read',
  audit: null,
  params: byId,
  output: NetworkQuestion.omit({ answers: true }).extend({ answers: z.array(NetworkAnswer) }),
})

export const askNetwork = operation({
  method: 'POST',
  path: '/network-questions',
  summary: 'Ask the other municipalities',
  login: 'staff',
  act: 'network.write',
  audit: 'network-question.asked',
  body: z.object({ topic, title: line(150), body: z.string().trim().max(longest), isNamed }),
  output: byId,
})

export const withdrawNetworkQuestion = operation({
  method: 'DELETE',
  path: '/network-questions/:id',
  summary: "Take one's own question back; its answers are then shown no more",
  login: 'staff',
  act: 'network.write',
  audit: 'network-question.withdrawn',
  params: byId,
})

export const answerNetwork = operation({
  method: 'POST',
  path: '/network-questions/:id/answers',
  summary: "Answer a question, one's own municipality's or another's",
  login: 'staff',
  act: 'network.write',
  audit: 'network-question.answered',
  params: byId,
  body: z.object({ body: line(longest), isNamed }),
  output: byId,
})

export const withdrawNetworkAnswer = operation({
  method: 'DELETE',
  path: '/network-answers/:id',
  summary: "Take one's own answer back",
  login: 'staff',
  act: 'network.write',
  audit: 'network-answer.withdrawn',
  params: byId,
})

const NewsText = z.object({ title: line(150), body: line(longest) })

export const NewsItem = z
  .object({
    id: z.uuid(),
    /** English may be missing; a reader in English is then shown the Danish. */
    texts: z.object({ da: NewsText, en: NewsText.nullable() }),
    shownOn: z.iso.date(),
    isPublished: z.boolean(),
  })
  .meta({ id: 'NewsItem' })
export type NewsItem = z.infer<typeof NewsItem>

export const listNews = operation({
  method: 'GET',
  path: '/news',
  summary: 'News from the association, newest first; open to everybody',
  login: 'staff',
  act: 'public',
  audit: null,
  output: z.array(NewsItem),
})

export const listNewsToEdit = operation({
  method: 'GET',
  path: '/news/drafts-too',
  summary: 'All news, also what is not published yet',
  login: 'staff',
  act: 'news.write',
  audit: null,
  output: z.array(NewsItem),
})

export const saveNews = operation({
  method: 'PUT',
  path: '/news/:id',
  summary: 'Write or change a piece of news; the id is made by whoever writes, so that saving twice saves once',
  login: 'staff',
  act: 'news.write',
  audit: 'news.saved',
  params: byId,
  body: NewsItem.omit({ id: true }),
})

export const deleteNews = operation({
  method: 'DELETE',
  path: '/news/:id',
  summary: 'Throw a piece of news away',
  login: 'staff',
  act: 'news.write',
  audit: 'news.deleted',
  params: byId,
})

export const listTemplates = operation({
  method: 'GET',
  path: '/templates',
  summary: 'The archive of letters, agendas and plans to adapt',
  login: 'staff',
  act: 'network.read',
  audit: null,
  output: z.array(Template),
})

const Colleague = z.object({ accountId: z.uuid(), name: z.string(), role: z.enum(roles) })

export const Discussion = z
  .object({
    comments: z.array(z.object({ id: z.uuid(), author: Colleague, body: z.string(), writtenAt: z.iso.datetime(), isOwn: z.boolean() })),
    tasks: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        assignee: Colleague,
        dueOn: z.iso.date().nullable(),
        isDone: z.boolean(),
        mayFinish: z.boolean(),
      }),
    ),
    /** Whom a task may be given to. */
    colleagues: z.array(Colleague),
  })
  .meta({ id: 'Discussion' })
export type Discussion = z.infer<typeof Discussion>

/** `report:<survey>:<unit>` or `plan:<plan>` (`domain/network/discussion.ts`). */
const subject = z.string().max(200)

export const getDiscussion = operation({
  method: 'GET',
  path: '/discussions/:subject',
  summary: "Comments and tasks on a unit's report or on a plan",
  login: 'staff',
  act: 'discussion.write',
  audit: null,
  params: z.object({ subject }),
  output: Discussion,
})

export const writeComment = operation({
  method: 'POST',
  path: '/discussions/:subject/comments',
  summary: 'Say something about a report or a plan',
  login: 'staff',
  act: 'discussion.write',
  audit: 'comment.written',
  params: z.object({ subject }),
  body: z.object({ body: line(longest) }),
  output: byId,
})

export const takeBackComment = operation({
  method: 'DELETE',
  path: '/comments/:id',
  summary: "Take one's own comment back",
  login: 'staff',
  act: 'discussion.write',
  audit: 'comment.taken-back',
  params: byId,
})

export const giveTask = operation({
  method: 'POST',
  path: '/discussions/:subject/tasks',
  summary: 'Give a task to a colleague who may read the same',
  login: 'staff',
  act: 'discussion.write',
  audit: 'task.given',
  params: z.object({ subject }),
  body: z.object({ title: line(200), assigneeId: z.uuid(), dueOn: z.iso.date().nullable() }),
  output: byId,
})

export const finishTask = operation({
  method: 'PUT',
  path: '/tasks/:id/done',
  summary: 'Mark a task as done, or as not done after all',
  login: 'staff',
  act: 'discussion.write',
  audit: 'task.finished',
  params: byId,
  body: z.object({ isDone: z.boolean() }),
})

export const listMyTasks = operation({
  method: 'GET',
  path: '/tasks',
  summary: 'Tasks given to whoever asks and not done yet, earliest first',
  login: 'staff',
  act: 'discussion.write',
  audit: null,
  output: z.array(z.object({ id: z.uuid(), subject: z.string(), title: z.string(), dueOn: z.iso.date().nullable() })),
})
