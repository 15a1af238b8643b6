import { Command } from 'commander'
import { fail } from './say.ts'

/** The command line. Each command loads what it needs when it is called, so that the small ones start at once. */

const program = new Command('holdfast')
  .description('Sell, entitle, deliver, account for and prove technical services. Every decision names the clause that decided it.')
  .showHelpAfterError('(holdfast --help shows every command)')
  .helpCommand(true)

program
  .command('demo')
  .description('start with a demonstration world')
  .option('--check', 'start in a throw-away folder, open one granted and one refused case, and end')
  .action(async (options) => (await import('./demo.ts')).demo(options))
program
  .command('start')
  .description('start for real use')
  .action(async () => (await import('./start.ts')).start())
program
  .command('dev')
  .description('start while developing: restarts when sources change')
  .action(async () => (await import('./start.ts')).develop())
program
  .command('task <name> [args...]', { hidden: true })
  .allowUnknownOption()
  .action(async (name: string, args: string[]) => (await import('./task.ts')).task(name, args))

program
  .command('login <address>')
  .description('sign in to a server and remember it')
  .option('--email <address>')
  .option('--key <key>', 'an API key instead of e-mail and password')
  .action(async (address, options) => (await import('./login.ts')).login(address, options))
program
  .command('logout')
  .description('forget the sign-in')
  .action(async () => (await import('./login.ts')).logout())
program
  .command('whoami')
  .description('who is signed in')
  .action(async () => (await import('./login.ts')).whoami())

program
  .command('entitle <serial>')
  .description('what would be decided for a device, and which clause decides')
  .option('-p, --priority <priority>', 'P1 to P4', 'P3')
  .option('-c, --channel <channel>', 'phone, web, api, automation or email', 'web')
  .option('-a, --account <code>', 'account, when it is not your own')
  .option('--person <email>', 'who asks')
  .option('--at <instant>', 'as of this instant, such as 2026-06-01T12:00:00Z')
  .option('--json', 'print the decision as JSON')
  .action(async (serial, options) => (await import('./entitle.ts')).entitle(serial, options))

const cases = program.command('case').description('open, read and work cases')
cases
  .command('list')
  .description('open cases')
  .option('-q, --query <words>')
  .option('--all', 'closed ones too')
  .option('--queue', 'the desk’s queue, by what is due next')
  .option('--mine', 'those that are yours')
  .option('--json')
  .action(async (options) => (await import('./cases.ts')).list(options))
cases
  .command('show <number>')
  .description('one case with its timeline and clock')
  .option('--json')
  .action(async (number, options) => (await import('./cases.ts')).show(number, options))
cases
  .command('open <serial> <summary...>')
  .description('open a case')
  .option('-p, --priority <priority>', 'P1 to P4', 'P3')
  .option('-d, --description <text>', '', '')
  .option('-a, --account <code>')
  .option('-r, --requester <email>', 'the contact you act for (staff)')
  .option('--reference <text>', 'your own reference', '')
  .option('--confirm <codes...>', 'what the service asks to confirm, such as data-backed-up')
  .action(async (serial, summary, options) => (await import('./cases.ts')).open(serial, summary.join(' '), options))
cases
  .command('reply <number> <text...>')
  .description('write to the other side')
  .action(async (number, text) => (await import('./cases.ts')).act(number, 'case.message', { text: text.join(' ') }))
cases
  .command('note <number> <text...>')
  .description('write an internal note')
  .action(async (number, text) => (await import('./cases.ts')).act(number, 'case.note', { text: text.join(' ') }))
cases
  .command('respond <number> <medium> [text...]')
  .description('log that you reached out by phone, voicemail or email')
  .option('--at <instant>')
  .option('--number-left', 'a voicemail with a number to call back')
  .action(async (number, medium, text, options) =>
    (await import('./cases.ts')).act(number, 'case.respond', {
      medium,
      text: text.join(' '),
      at: options.at,
      numberLeft: options.numberLeft ?? false,
    }),
  )
cases
  .command('take <number>')
  .description('make it yours')
  .action(async (number) => (await import('./cases.ts')).act(number, 'case.assign', { to: 'me' }))
cases
  .command('hand <number> <to> [reason...]')
  .description('hand it to somebody by e-mail address, or back with "nobody"')
  .action(async (number, to, reason) =>
    (await import('./cases.ts')).act(number, 'case.assign', { to: to === 'nobody' ? null : to, reason: reason.join(' ') }),
  )
cases
  .command('link <number> <other>')
  .description('link to another case of the account')
  .option('--as <how>', 'related, duplicate or caused-by', 'related')
  .action(async (number, other, options) => (await import('./cases.ts')).act(number, 'case.link', { other, as: options.as }))
cases
  .command('escalate <number> <reason...>')
  .description('ask for escalation; the desk takes it at every hour')
  .option('-s, --severity <severity>', 'high, medium or low', 'medium')
  .action(async (number, reason, options) => (await import('./desk.ts')).escalate(number, reason.join(' '), options.severity))
cases
  .command('answer <number>')
  .description('answer what rings for it: the calling ends, the clock runs on')
  .action(async (number) => (await import('./desk.ts')).acknowledge(number))
cases
  .command('priority <number> <priority> <reason...>')
  .description('change the priority')
  .action(async (number, priority, reason) =>
    (await import('./cases.ts')).act(number, 'case.priority', { priority, reason: reason.join(' ') }),
  )
cases
  .command('move <number> <move> [reason...]')
  .description('start, wait-customer, wait-provider, resolve, agree, close-agreed, withdraw, refuse or reopen')
  .option('--agreed-by <name>')
  .action(async (number, move, reason, options) =>
    (await import('./cases.ts')).act(number, 'case.move', { move, reason: reason.join(' '), agreedBy: options.agreedBy ?? '' }),
  )

const desk = program.command('desk').description('who is on call, and what rings')
desk
  .command('on-call')
  .description('who is on call, and where nobody would be')
  .option('--at <instant>', 'at another time, such as 2026-12-25T03:00:00Z')
  .option('--json')
  .action(async (options) => (await import('./desk.ts')).onCall(options))
desk
  .command('calls')
  .description('what rings now')
  .option('--json')
  .action(async (options) => (await import('./desk.ts')).calls(options))

const device = program.command('device').description('devices and their cover')
device
  .command('list')
  .description('devices with what covers them')
  .option('-a, --account <code>')
  .option('-q, --query <words>')
  .option('--json')
  .action(async (options) => (await import('./devices.ts')).list(options))
device
  .command('show <serial>')
  .description('one device and why it is covered or not')
  .option('-a, --account <code>')
  .option('--json')
  .action(async (serial, options) => (await import('./devices.ts')).show(serial, options))
program
  .command('import <file>')
  .description('a device list (CSV) or chassis hardware reply (XML); without --apply every row’s fate is only shown')
  .option('-a, --account <code>')
  .option('--site <name>', 'site for devices of a hardware reply')
  .option('--apply', 'write what was shown')
  .option('--json')
  .action(async (file, options) => (await import('./devices.ts')).importFile(file, options))

program
  .command('play <files...>')
  .description('play scenario files on a throw-away database')
  .option('--json', 'one line a step')
  .option('--quiet', 'only what failed')
  .action(async (files, options) => (await import('./play.ts')).play(files, options))
const offering = program.command('offering').description('services as data')
offering
  .command('check <file>')
  .description('check a service in a YAML or JSON file')
  .action(async (file) => (await import('./offering.ts')).check(file))
offering
  .command('load <file>')
  .description('load a service into the server')
  .action(async (file) => (await import('./offering.ts')).load(file))
const admin = program.command('admin').description('this installation')
admin
  .command('create')
  .description('make the provider account and its first administrator')
  .requiredOption('--email <address>')
  .requiredOption('--name <name>')
  .option('--company <name>', 'name of the provider', 'Provider')
  .option('--country <code>', 'two letters', 'NL')
  .option('--zone <zone>', 'time zone', 'Europe/Amsterdam')
  .option('--theatre <theatre>', 'AMERICAS, EMEA or APAC', 'EMEA')
  .action(async (options) => (await import('./admin.ts')).create(options))

try {
  await program.parseAsync()
} catch (error) {
  fail(error)
}
