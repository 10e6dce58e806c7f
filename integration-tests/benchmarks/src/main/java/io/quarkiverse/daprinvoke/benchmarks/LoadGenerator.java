package io.quarkiverse.daprinvoke.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.CharsetUtil;

/**
 * Requests a path of an application again and again, on several connections of one event loop. For each line that it reads,
 * {@code <port> <path> <connections> <interval in microseconds> <milliseconds>}, it prints
 * {@code <requests> <duration> <median latency>}, both in nanoseconds, or what has failed.
 */
final class LoadGenerator {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final int LARGEST_RESPONSE = 64 * 1024;

    private final EventLoop loop;
    private final Histogram latencies = new Histogram(LONGEST, 3);
    private final ByteBuf request;
    private final long interval;
    private final CountDownLatch busy;
    private long deadline;
    private String failure;

    private LoadGenerator(EventLoop loop, String path, int connections, long interval) {
        this.loop = loop;
        this.interval = interval;
        busy = new CountDownLatch(connections);
        // Encoded once, because this process shares its core with the stub
        request = Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", CharsetUtil.US_ASCII).asReadOnly());
    }

    public static void main(String[] args) throws Exception {
        // Its timers are precise; those of NIO are rounded to milliseconds, which would make bursts of the paced requests
        EventLoopGroup group = Epoll.isAvailable() ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            int connections = Integer.parseInt(words[2]);
            LoadGenerator generator = new LoadGenerator(group.next(), words[1], connections,
                    TimeUnit.MICROSECONDS.toNanos(Long.parseLong(words[3])));
            System.out.println(generator.run(Integer.parseInt(words[0]), connections,
                    TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[4]))));
        }
        group.shutdownGracefully();
    }

    private String run(int port, int connections, long nanos) throws InterruptedException {
        Bootstrap bootstrap = new Bootstrap().group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpResponseDecoder(), new HttpObjectAggregator(LARGEST_RESPONSE),
                                new Connection());
                    }
                });
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            channels.add(bootstrap.connect("127.0.0.1", port).sync().channel());
        }
        long started = System.nanoTime();
        loop.execute(() -> {
            deadline = started + nanos;
            for (int i = 0; i < connections; i++) {
                // Spread over the interval, as requests of different users are
                channels.get(i).pipeline().get(Connection.class).begin(started + interval * i / connections);
            }
        });
        busy.await();
        long duration = System.nanoTime() - started;
        for (Channel channel : channels) {
            channel.close().sync();
        }
        return failure != null ? failure
                : latencies.getTotalCount() + " " + duration + " " + latencies.getValueAtPercentile(50);
    }

    /** Everything happens on the event loop. */
    private final class Connection extends SimpleChannelInboundHandler<FullHttpResponse> {

        private Channel channel;
        private long due;
        private long sent;
        private boolean done;

        void begin(long first) {
            due = first;
            sendWhenDue();
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
        }

        private void sendWhenDue() {
            long now = System.nanoTime();
            if (failure != null || now >= deadline || due >= deadline) {
                end();
            } else if (due <= now) {
                send();
            } else {
                loop.schedule(this::send, due - now, TimeUnit.NANOSECONDS);
            }
        }

        private void send() {
            // Measured from here: the delay of a timer is the load generator's and not the application's
            sent = System.nanoTime();
            channel.writeAndFlush(request.duplicate());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (response.status().code() != 200) {
                fail("Status " + response.status().code());
                return;
            }
            latencies.recordValue(Math.min(LONGEST, System.nanoTime() - sent));
            due += interval == 0 ? System.nanoTime() - due : interval;
            sendWhenDue();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail("The connection was closed");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(cause.toString());
        }

        private void fail(String cause) {
            if (!done) {
                failure = cause;
                end();
            }
        }

        private void end() {
            if (!done) {
                done = true;
                busy.countDown();
            }
        }
    }
}
