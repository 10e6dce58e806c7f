package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;

/**
 * Keeps the bytes on an HTTP/1.1 connection from calls that they do not belong to. It replaces Netty's codec, because only the
 * codec knows where a response ends. It
 * <ul>
 * <li>drops interim responses (1xx), so that the final response counts,
 * <li>closes a connection that receives bytes without a request, before another request can use it,
 * <li>closes a connection whose response comes before the request is written, because the sidecar may not read the rest,
 * <li>refuses what RFC 9112 requires to be treated as an error, instead of guessing where the response ends.
 * </ul>
 */
public final class HttpCodec extends CombinedChannelDuplexHandler<HttpCodec.Responses, HttpCodec.Requests> {

    private static final String NAME = "codec";

    /** After this many milliseconds without a call a connection is checked before it is used. */
    private static final long LOOKED_AT_AFTER = 1;

    /** The decoder copies the whole value for each further line of a header, so many lines would block the event loop. */
    private static final int MAX_FOLDED_LINES = 100;

    // One call at a time: HTTP/1.1 connections are not pipelined
    private HttpMethod asked;
    private SidecarCall call;
    private Places places;
    private Channel channel;
    private ChannelHandlerContext context;
    // With TLS the channel stays active until the close notification is written
    private boolean closing;
    private long idleSince = System.nanoTime();

    private HttpCodec(HttpDecoderConfig config) {
        init(new Responses(config), new Requests());
    }

    /**
     * @return whether a failure is about what came, which could not be read
     */
    public static boolean isUnreadable(Throwable failure) {
        return failure instanceof DecoderException;
    }

    /** Does nothing for HTTP/2. */
    static void replaceIn(ChannelPipeline pipeline, int maxHeaderSize) {
        if (pipeline.get(NAME) instanceof HttpClientCodec) {
            pipeline.replace(NAME, NAME, new HttpCodec(new HttpDecoderConfig().setMaxInitialLineLength(maxHeaderSize)
                    .setMaxHeaderSize(maxHeaderSize)));
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        super.handlerAdded(context);
        this.context = context;
        channel = context.channel();
    }

    /**
     * @return whether something can be sent; after a pause that the sidecar may have used to close the connection, unnoticed by
     *         an event loop that was busy, it is looked at once more
     */
    boolean isUsable() {
        boolean idle = System.nanoTime() - idleSince >= TimeUnit.MILLISECONDS.toNanos(LOOKED_AT_AFTER);
        return !closing && (idle ? isActive(channel) : channel.isActive()) && !closing;
    }

    /**
     * @return whether a channel is still active after everything that has arrived on it is read, a close by the sidecar
     *         included
     */
    static boolean isActive(Channel channel) {
        if (channel.isActive() && channel.unsafe() instanceof AbstractNioChannel.NioUnsafe nio) {
            nio.read();
        }
        return channel.isActive();
    }

    /** Closes the connection without reading any further. */
    private void close(ByteBuf in) {
        closing = true;
        in.skipBytes(in.readableBytes());
        channel.close();
    }

    /**
     * Closes the connection at once. Vert.x closes it only after everything is written, which never happens if the sidecar
     * does not read.
     */
    void abort() {
        closing = true;
        context.close();
    }

    /**
     * @return whether a part of the request still waits until the sidecar reads
     */
    private boolean isWriting() {
        ChannelOutboundBuffer unwritten = channel.unsafe().outboundBuffer();
        return unwritten != null && !unwritten.isEmpty();
    }

    /** The next response is for this call. */
    void begin(SidecarCall call) {
        this.call = call;
        if (places == null) {
            Places ofSidecar = call.places();
            places = ofSidecar;
            ofSidecar.connectionOpened();
            channel.closeFuture().addListener(closed -> ofSidecar.connectionClosed());
        }
    }

    /** Remembers which request is to be answered. */
    final class Requests extends HttpRequestEncoder {

        @Override
        protected void encode(ChannelHandlerContext context, Object message, List<Object> out) throws Exception {
            if (message instanceof HttpRequest request) {
                asked = request.method();
            }
            super.encode(context, message, out);
        }
    }

    final class Responses extends HttpResponseDecoder {

        private boolean interim;
        private boolean lengthRead;
        // What is being decoded, and whether a header has begun whose further lines may follow
        private ByteBuf received;
        private boolean inHeader;
        private int foldedLines;

        Responses(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected HttpMessage createMessage(String[] initialLine) {
            if (initialLine[1].length() != 3) {
                // The decoder would accept a sign and leading zeros
                throw new IllegalArgumentException("The status of the response does not have three digits");
            }
            lengthRead = false;
            return super.createMessage(initialLine);
        }

        @Override
        protected AsciiString splitHeaderName(byte[] line, int start, int length) {
            if (line[start + length] != ':') {
                // The decoder would take white space for the end of the name and ignore what follows it
                throw new IllegalArgumentException("A header of the response has white space in or after its name");
            }
            inHeader = true;
            foldedLines = 0;
            checkFoldedLines();
            AsciiString name = super.splitHeaderName(line, start, length);
            if (HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)) {
                if (lengthRead) {
                    // The decoder would take the first if the response is of HTTP/1.0
                    throw new IllegalArgumentException("The response has more than one content length");
                }
                lengthRead = true;
            }
            return name;
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return HttpMethod.HEAD.equals(asked) || super.isContentAlwaysEmpty(message);
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("The response has a content length and a transfer encoding");
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            if (closing || asked == null) {
                close(in);
                return;
            }
            received = in;
            if (inHeader) {
                checkFoldedLines();
            }
            int before = out.size();
            super.decode(context, in, out);
            inHeader &= out.size() == before;
            for (int i = before; i < out.size(); i++) {
                if (isLeftOut((HttpObject) out.get(i))) {
                    ReferenceCountUtil.release(out.remove(i--));
                }
            }
            if (asked == null && (in.isReadable() || isWriting() || places.hasTooManyConnections())) {
                // Bytes behind the end of the response belong to no call, and no call must wait behind another's request
                close(in);
            }
        }

        /** Counts the lines that have come whole, which the decoder reads at once. */
        private void checkFoldedLines() {
            int line = received.readerIndex();
            int end;
            while (line < received.writerIndex() && (received.getByte(line) == ' ' || received.getByte(line) == '\t')
                    && (end = received.indexOf(line, received.writerIndex(), (byte) '\n')) >= 0) {
                if (++foldedLines > MAX_FOLDED_LINES) {
                    close(received);
                    throw new IllegalArgumentException("A header of the response has too many lines");
                }
                line = end + 1;
            }
        }

        /** Ends a response that ends with the connection. */
        @Override
        protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            int before = out.size();
            super.decodeLast(context, in, out);
            SslHandler tls = context.pipeline().get(SslHandler.class);
            if (tls != null && !tls.sslCloseFuture().isSuccess()) {
                // Without the notification of TLS, somebody on the way may have cut it off (RFC 9112, 8)
                while (out.size() > before) {
                    ReferenceCountUtil.release(out.remove(out.size() - 1));
                }
            }
        }

        private boolean isLeftOut(HttpObject object) {
            if (object instanceof HttpResponse response && object.decoderResult().isSuccess()) {
                int status = response.status().code();
                interim = status >= 100 && status < 200 && status != 101;
                if (!interim) {
                    check(response);
                }
            }
            boolean leftOut = interim;
            if (object instanceof LastHttpContent) {
                if (!interim) {
                    asked = null;
                    idleSince = System.nanoTime();
                    call.received();
                    call = null;
                }
                interim = false;
            }
            return leftOut;
        }

        private void check(HttpResponse response) {
            int status = response.status().code();
            if (status < 200) {
                refuse(response, "The response has the status " + status);
            } else if (response.headers().contains(HttpHeaderNames.TRANSFER_ENCODING) && !HttpHeaderValues.CHUNKED
                    .contentEqualsIgnoreCase(String.join(",", response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING)))) {
                refuse(response, "The response has a transfer encoding other than chunked");
            } else if (response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
                // The client recognizes the token only if it is the only one
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }

        private static void refuse(HttpResponse response, String why) {
            response.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(why)));
        }
    }
}
