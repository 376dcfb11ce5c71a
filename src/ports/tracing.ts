/**
 * Traces (OpenTelemetry): which request led to which job, and how long each took. Where nobody set a receiver (`start-tracing.ts`) all of this
 * does nothing. Names and attributes are closed words and ids, never what a person typed.
 */
import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

const tracer = () => trace.getTracer("ribin-core");

/** Runs `work` as a span; `parent`: the W3C traceparent of what led to it, null: what is under way here. An error marks the span by its code. */
export async function inSpan<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  parent: string | null = null,
): Promise<T> {
  const within = parent === null ? context.active() : readParent(parent);
  return tracer().startActiveSpan(name, { attributes }, within, async (span) => {
    try {
      return await work();
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The W3C traceparent of the span under way; null where nobody traces. */
export function readTraceParent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

function readParent(traceparent: string) {
  return propagation.extract(ROOT_CONTEXT, { traceparent });
}

/** By its code: the words of an error that nobody foresaw may hold anything. */
function markFailed(span: Span, error: unknown): void {
  const code = (error as { code?: unknown } | null)?.code;
  span.setStatus({ code: SpanStatusCode.ERROR, message: typeof code === "string" ? code : "INTERNAL" });
}
