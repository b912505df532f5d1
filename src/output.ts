import type { Output } from './commands/context.ts';
import { EXIT, type ExitCode } from './errors.ts';

interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Standard output and error of a process, each opened when somebody looks at it. */
export interface ProcessOutput extends Streams {
  /** The exit code when everything is written, or the one of a failure when it could not be. */
  proven: (exitCode: ExitCode) => Promise<ExitCode>;
}

/** Opens the output of a process as it is used, which takes a millisecond or two for each stream, and notes what went wrong. */
export function outputOf(process: Streams): ProcessOutput {
  const faults: NodeJS.ErrnoException[] = [];
  const opened = new Map<keyof Streams, Output>();
  const open = (name: keyof Streams): Output => {
    const known = opened.get(name);
    if (known !== undefined) return known;
    const stream = process[name];
    opened.set(name, stream);
    return stream.on('error', (error: NodeJS.ErrnoException) => faults.push(error));
  };
  return {
    get stdout() {
      return open('stdout');
    },
    get stderr() {
      return open('stderr');
    },
    async proven(exitCode) {
      // Everything written is out, or reported as a fault, when an empty write behind it is.
      for (const stream of opened.values()) await new Promise((resolve) => stream.write('', resolve));
      // `| head` closes the pipe on purpose; what a run does matters more than who reads along, so it goes on.
      const fault = faults.find(({ code }) => code !== 'EPIPE');
      if (fault === undefined) return exitCode;
      open('stderr').write(
        `error: The output could not be written (${fault.code ?? fault.message}); the run itself ended with ${String(exitCode)}.\n`,
      );
      // A result that nobody could write down must not look like a success.
      return exitCode === EXIT.declined || exitCode === EXIT.terminated ? exitCode : EXIT.unexpected;
    },
  };
}
