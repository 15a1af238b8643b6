import type { Command } from 'commander'

/** Commands about work by arrangement: what may be asked for, requests, credits, custom software, service management, and the proof of a contract. */
export function addServiceCommands(program: Command): void {
  const requests = program.command('request').description('ask for services, and see what became of them')
  requests
    .command('catalogue [account]')
    .description('what may be asked for, what it costs, and why not')
    .option('--json', 'as JSON')
    .action(async (account, options) => (await import('./requests.ts')).catalogue(account, options))
  requests
    .command('list [account]')
    .description('requests, the newest first')
    .option('--all', 'also those that are over')
    .option('--json', 'as JSON')
    .action(async (account, options) => (await import('./requests.ts')).list(account, options))
  requests
    .command('show <number>')
    .description('one request: task order, what was promised and made, what it waits for')
    .option('--json', 'as JSON')
    .action(async (number, options) => (await import('./requests.ts')).show(number, options))
  requests
    .command('ask <service> [purpose...]')
    .description('ask for a service; refused, the clause is named')
    .option('-a, --account <code>', 'account, when it is not your own')
    .option('-d, --devices <serials...>', 'what it is about')
    .option('--case <number>', 'the case that help is asked with')
    .option('--first-day <date>', 'when it should begin')
    .option('-n, --quantity <count>', 'months or days', '1')
    .option('--dry-run', 'say how it would be judged and what it would cost, and ask for nothing')
    .option('--json', 'as JSON')
    .action(async (service, purpose, options) => (await import('./requests.ts')).ask(service, purpose.join(' '), options))
  requests
    .command('approve <number>')
    .description('approve the newest task order of a request')
    .action(async (number) => (await import('./requests.ts')).approve(number))
  requests
    .command('redeem <number>')
    .description('redeem what the approved task order costs')
    .action(async (number) => (await import('./requests.ts')).redeem(number))
  for (const [kind, title] of [
    ['onsite', 'ask for somebody onsite at an address, or see what was answered'],
    ['language', 'ask for another language, such as es, or see what was answered'],
  ] as const)
    requests
      .command(`${kind} <number> [what...]`)
      .description(title)
      .option('-w, --window <number>', 'only for this window of the request')
      .option('--why <words>', 'because', '')
      .action(async (number, what, options) => (await import('./requests.ts')).wish(number, kind, what.join(' '), options))
  program
    .command('credits [account]')
    .description('credits by lot, today or at the end of a day')
    .option('--on <date>', 'as of the end of that day')
    .option('--json', 'as JSON')
    .action(async (account, options) => (await import('./requests.ts')).credits(account, options))

  const changes = program.command('changes').description('change windows: when, who stands by, what is missing')
  changes
    .command('list [account]')
    .description('windows from today on, or between two days')
    .option('--from <date>', 'first day; else today')
    .option('--to <date>', 'last day')
    .option('--json', 'as JSON')
    .action(async (account, options) => (await import('./changes.ts')).list(account, options))
  changes
    .command('show <number>')
    .description('one window: what has to be there, what is missing, and its log')
    .option('--json', 'as JSON')
    .action(async (number, options) => (await import('./changes.ts')).show(number, options))
  changes
    .command('free <number>')
    .description('free times for a window, each with an engineer; where there are none, why')
    .option('--from <date>', 'first day; else tomorrow')
    .option('--json', 'as JSON')
    .action(async (number, options) => (await import('./changes.ts')).free(number, options))
  changes
    .command('move <number> <starts> <ends> <why...>')
    .description('propose another time, such as 2026-03-17T10:00 at the site; refused, the clause and the first right time are named')
    .action(async (number, starts, ends, why) => (await import('./changes.ts')).move(number, starts, ends, why.join(' ')))

  changes
    .command('from <number> <place...>')
    .description('say from where a window is delivered: a place of the provider such as emea, or an address where onsite was accepted')
    .action(async (number, place) => (await import('./changes.ts')).from(number, place.join(' ')))
  changes
    .command('call-off <number> <why...>')
    .description('propose to call this window off, while its request goes on')
    .action(async (number, why) => (await import('./changes.ts')).callOff(number, why.join(' ')))

  const duties = program.command('duties').description('what each side owes: see it, meet it, give notice, waive, ask')
  duties
    .command('list [account]', { isDefault: true })
    .description('what each side owes, by when, and what is not met')
    .option('--unmet', 'only what is not met')
    .option('--side <side>', 'provider or customer')
    .option('--json', 'as JSON')
    .action(async (account, options) => (await import('./duties.ts')).list(account, options))

  const ofDuty = (name: string, words: string, title: string) =>
    duties
      .command(`${name} <contract> <duty> ${words}`)
      .description(title)
      .option('-w, --work <title>', 'the piece of work that it is owed for, by its title or id')
      .option('--json', 'how the duty stands then, as JSON')
  ofDuty('meet', '[words...]', 'give evidence for a duty, by its code: words, a file, or that there is none')
    .option('-f, --file <path>', 'a file that shows it')
    .option('-p, --part <code>', 'only this part of it')
    .option('--on <date>', 'the day it is about; else today')
    .option('--nothing', 'there is none, where the duty allows for it')
    .option('--product <text...>', 'a product under test as SERIAL:RELEASE, or SERIAL:RELEASE:faulty')
    .action(async (contract, duty, words, options) => (await import('./duties-say.ts')).meet(contract, duty, words.join(' '), options))
  ofDuty('notify', '<reason...>', 'give notice that a duty cannot be met; the provider hears of it at once')
    .option('--from <date>', 'from which day; else today')
    .action(async (contract, duty, reason, options) => (await import('./duties-say.ts')).notify(contract, duty, reason.join(' '), options))
  ofDuty('waive', '<reason...>', 'do without a duty of the customer up to a day')
    .requiredOption('--until <date>', 'its last day')
    .action(async (contract, duty, reason, options) => (await import('./duties-say.ts')).waive(contract, duty, reason.join(' '), options))
  ofDuty('ask', '<words...>', 'ask the customer for what it owes')
    .option('-p, --part <code>', 'only this part of it')
    .option('--due <date>', 'by which day; else as the duty says')
    .action(async (contract, duty, words, options) => (await import('./duties-say.ts')).ask(contract, duty, words.join(' '), options))

  const meetings = program.command('meetings').description('meetings: those to come, what was decided, who owes what')
  meetings
    .command('list [account]')
    .description('meetings to come')
    .option('--past', 'those that were')
    .option('--json', 'as JSON')
    .action(async (account, options) => (await import('./meetings.ts')).list(account, options))
  meetings
    .command('show <number>')
    .description('one meeting: agenda, decisions and actions')
    .option('--json', 'as JSON')
    .action(async (number, options) => (await import('./meetings.ts')).show(number, options))
  meetings
    .command('hold <number>')
    .description('say that a meeting was held, who attended and which topics it covered')
    .requiredOption('-a, --attended <people...>', 'who came, by name or e-mail address')
    .option('-t, --topics <codes...>', 'which topics it covered, where it has some')
    .option('--json', 'as JSON')
    .action(async (number, options) => (await import('./meetings-run.ts')).hold(number, options))
  meetings
    .command('minutes <number> [words...]')
    .description('publish minutes with their decisions; a further version corrects them, with a reason')
    .option('-f, --file <path>', 'the text, from a file')
    .option('-d, --decision <words...>', 'what was decided; quote each')
    .option('--why <words>', 'why they are corrected', '')
    .option('--json', 'as JSON')
    .action(async (number, words, options) => (await import('./meetings-run.ts')).minutes(number, words.join(' '), options))
  meetings
    .command('action <number> <words...>')
    .description('add an action with its owner and the day it is due')
    .requiredOption('-o, --owner <who>', 'one of those invited, by name or e-mail address')
    .requiredOption('--due <date>', 'by which day')
    .option('--json', 'as JSON')
    .action(async (number, words, options) => (await import('./meetings-run.ts')).action(number, words.join(' '), options))
  meetings
    .command('settle <number> <place> [note...]')
    .description('mark an action as done, by its place in the list that show gives')
    .option('--drop', 'it is dropped; the note says why')
    .option('--json', 'as JSON')
    .action(async (number, place, note, options) =>
      (await import('./meetings-run.ts')).settle(number, place, (note ?? []).join(' '), options),
    )

  const software = program.command('software').description('custom software: the agreed release, and what is made for it')
  software
    .command('list [account]')
    .description('custom software of an account, with what waits for somebody')
    .option('--json', 'as JSON')
    .action(async (account, options) => (await import('./software.ts')).list(account, options))
  software
    .command('show <serial>')
    .description('one piece of software: agreed release, patches and updates, what is to be installed')
    .option('-a, --account <code>', 'account, when it is not your own')
    .option('--json', 'as JSON')
    .action(async (serial, options) => (await import('./software.ts')).show(serial, options))
  software
    .command('get <serial> <release>')
    .description('download the files of a release and check them; refused, the clause is named')
    .option('-a, --account <code>', 'account, when it is not your own')
    .option('--to <folder>', 'where to write them', '.')
    .action(async (serial, release, options) => (await import('./software.ts')).get(serial, release, options))
  software
    .command('installed <serial> <release> [note...]')
    .description('say that a release is installed')
    .option('-a, --account <code>', 'account, when it is not your own')
    .option('--on <date>', 'the day; else today')
    .option('--place <where>', 'such as the server and its site', '')
    .option('--failed', 'it could not be installed')
    .option('--rolled-back', 'it was taken back')
    .action(async (serial, release, note, options) => (await import('./software.ts')).installed(serial, release, note.join(' '), options))

  const guidance = program.command('guidance').description('service management: guidance days, onboarding, help with a case, automation')
  guidance
    .command('log <request>')
    .description('days of a technical guidance with whoever answers, its questions and answers')
    .option('-a, --account <code>', 'account, when it is not your own')
    .option('--json', 'as JSON')
    .action(async (request, options) => (await import('./guidance.ts')).log(request, options))
  guidance
    .command('ask <request> <text...>')
    .description('ask within the hours of the answering site; refused, the next right time is named')
    .requiredOption('-t, --topic <topic>', 'practice, uptime, upgrades, risk, fault or non-technical')
    .option('--about <what>', 'question, design or template', 'question')
    .option('--channel <channel>', 'phone or email', 'email')
    .option('-a, --account <code>', 'account, when it is not your own')
    .action(async (request, text, options) => (await import('./guidance.ts')).ask(request, text.join(' '), options))
  guidance
    .command('items <request>')
    .description('items of an onboarding, each with what shows it and what is open')
    .option('-a, --account <code>', 'account, when it is not your own')
    .option('--json', 'as JSON')
    .action(async (request, options) => (await import('./guidance.ts')).items(request, options))
  guidance
    .command('help-with <request>')
    .description('help with one case: its specialist, the analysis of its cause, and what is missing')
    .option('-a, --account <code>', 'account, when it is not your own')
    .option('--json', 'as JSON')
    .action(async (request, options) => (await import('./guidance.ts')).help(request, options))
  guidance
    .command('automation <contract>')
    .description('the roll-out of service automation: tasks, tests and what is open')
    .option('-a, --account <code>', 'account, when it is not your own')
    .option('--json', 'as JSON')
    .action(async (contract, options) => (await import('./guidance.ts')).automation(contract, options))

  const proof = program.command('proof').description('what was promised under a contract beside what was delivered')
  proof
    .command('show <contract>')
    .description('every promise with what is on record of it')
    .option('--from <date>', 'first day; else that of the contract')
    .option('--to <date>', 'last day; else today')
    .option('--gaps', 'only what is missing')
    .option('--json', 'as JSON')
    .action(async (contract, options) => (await import('./proof.ts')).readProof(contract, options))
  proof
    .command('export <contract>')
    .description('the same with its evidence and the hash of each file, as a zip archive')
    .option('--from <date>', 'first day; else that of the contract')
    .option('--to <date>', 'last day; else today')
    .option('--out <file>', 'where to write it; else CONTRACT-proof.zip')
    .action(async (contract, options) => (await import('./proof.ts')).takeProof(contract, options))
  proof
    .command('verify <folder>')
    .description('check an unpacked proof: each file as it was, none missing, none added; needs no server')
    .option('--json', 'as JSON')
    .action(async (folder, options) => (await import('./proof.ts')).verifyProof(folder, options))
}
