package io.quarkiverse.daprinvoke.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;

/**
 * A stand-in for the sidecar, or for an application behind one. It returns the body of each invocation of its only method. It
 * prints its port, and for each line of input the number of invocations since the last line.
 */
final class Stub {

    private static final String METHOD = "/orders";
    private static final String PATH = "/v1.0/invoke/shop/method" + METHOD;
    private static final int LARGEST = 16 * 1024 * 1024;

    private Stub() {
    }

    public static void main(String[] args) throws Exception {
        AtomicLong invocations = new AtomicLong();
        EventLoopGroup loop = new NioEventLoopGroup(1);
        int port = ((InetSocketAddress) new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(LARGEST),
                                new Echo(invocations));
                    }
                }).bind("127.0.0.1", 0).sync().channel().localAddress()).getPort();
        System.out.println(port);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        while (in.readLine() != null) {
            System.out.println(invocations.getAndSet(0));
        }
        // The parent process has ended
        loop.shutdownGracefully();
    }

    private static final class Echo extends SimpleChannelInboundHandler<FullHttpRequest> {

        private final AtomicLong invocations;

        Echo(AtomicLong invocations) {
            this.invocations = invocations;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            boolean expected = request.method().equals(HttpMethod.POST)
                    && (request.uri().equals(PATH) || request.uri().equals(METHOD));
            // A sidecar asks the application for its configuration, which is no invocation
            if (!request.method().equals(HttpMethod.GET)) {
                invocations.incrementAndGet();
            }
            ByteBuf body = request.content().retain();
            FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                    expected ? HttpResponseStatus.OK : HttpResponseStatus.NOT_FOUND, body);
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
            context.writeAndFlush(response);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
