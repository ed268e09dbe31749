import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import type { Operation } from '#contract/operation.ts';
import { Refusal } from '../refusal.ts';

type Read<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler is given: everything that arrived, checked against the contract. */
export interface Call<O extends Operation> {
  readonly params: Read<O['params']>;
  readonly query: Read<O['query']>;
  /** Undefined for a multipart body, which the handler reads itself. */
  readonly body: Read<O['body']>;
  readonly req: Request;
  readonly res: Response;
}

/** What a handler gives: the answer's JSON as the contract has it; nothing that counts where the answer is empty or its own. */
type Given<O extends Operation> = O['answer'] extends z.ZodType ? z.input<O['answer']> | undefined : unknown;

const served = new WeakMap<object, Operation>();

/** The operation that a mounted handler serves; the route inventory in the tests reads it. */
export function operationOf(handler: object): Operation | undefined {
  return served.get(handler);
}

/**
 * Mounts an operation: its method and path come from the contract, and so does what it takes.
 * Whoever may call it was decided before, by the door's gate.
 */
export function serve<const O extends Operation>(
  routes: Router,
  operation: O,
  handle: (call: Call<O>) => Promise<Given<O>> | Given<O>,
): void {
  const handler = async (req: Request, res: Response) => {
    const call = {
      params: operation.params && wellFormed(operation.params, req.params),
      query: operation.query?.parse(asked(req.query)),
      body: typeof operation.body === 'object' ? operation.body.parse(jsonOf(req)) : undefined,
      req,
      res,
    } as Call<O>;
    const answer = await handle(call);
    if (res.headersSent || res.writableEnded) return;
    if (typeof operation.answer === 'object' && answer !== undefined) res.status(operation.status).json(answer);
    else if (operation.answer === undefined) res.status(operation.status).end();
  };
  served.set(handler, operation);
  routes[operation.method.toLowerCase() as 'get'](operation.path, handler);
}

/** An address whose parts are not of the right form names nothing. */
function wellFormed(schema: z.ZodType, params: unknown): unknown {
  const read = schema.safeParse(params);
  if (!read.success) throw new Refusal('not_found', 'there is nothing at this address');
  return read.data;
}

/** The parsed body; a body of another kind than JSON or a form was left alone and is refused here. */
function jsonOf(req: Request): unknown {
  if (req.body !== undefined) return req.body;
  const { 'content-length': length, 'content-type': type, 'transfer-encoding': chunks } = req.headers;
  if ((length !== undefined && length !== '0') || (chunks !== undefined && type !== undefined))
    throw new Refusal('unsupported_media_type', 'the body has to be JSON');
  return {};
}

/** A parameter that is sent empty asks for nothing: forms and scripts send all they have. */
function asked(query: object): object {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}
